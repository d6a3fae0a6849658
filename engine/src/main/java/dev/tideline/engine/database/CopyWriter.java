package dev.tideline.engine.database;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/**
 * Writes rows into a table by binary COPY. Fill {@link #rows}, call {@link #flushIfFull} now and then, and
 * {@link #finish} at the end; closing without that takes everything back. Used by one thread.
 */
public final class CopyWriter implements AutoCloseable {

    private static final int FULL = 1 << 18;
    private static final byte[] HEADER = header();

    private final CopyIn copy;
    private final CopyRows rows = new CopyRows();

    CopyWriter(CopyIn copy) throws SQLException {
        this.copy = copy;
        copy.writeToCopy(HEADER, 0, HEADER.length);
    }

    /** The rows to be sent next. */
    public CopyRows rows() {
        return rows;
    }

    /** Sends the rows if there are enough for one message. Call between rows only. */
    public void flushIfFull() {
        if (rows.size() >= FULL) {
            flush();
        }
    }

    /** Sends rows that a {@link CopyRows} made elsewhere, after those in {@link #rows}. */
    public void write(byte[] more, int length) {
        flush();
        send(more, length);
    }

    /**
     * Ends the copy.
     *
     * @return number of rows written
     * @throws DatabaseException if the table refuses a row; none is written then
     */
    public long finish() {
        flush();
        try {
            copy.writeToCopy(new byte[] {-1, -1}, 0, 2);
            return copy.endCopy();
        } catch (SQLException e) {
            throw new DatabaseException("copy in", e);
        }
    }

    /** Takes the copy back unless it was finished. */
    @Override
    public void close() {
        try {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        } catch (SQLException e) {
            throw new DatabaseException("cancel of copy in", e);
        }
    }

    private void flush() {
        send(rows.array(), rows.size());
        rows.clear();
    }

    private void send(byte[] ready, int length) {
        if (length == 0) {
            return;
        }
        try {
            copy.writeToCopy(ready, 0, length);
        } catch (SQLException e) {
            throw new DatabaseException("copy in", e);
        }
    }

    private static byte[] header() {
        byte[] header = new byte[19];
        byte[] signature = "PGCOPY\n\u00ff\r\n\0".getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(signature, 0, header, 0, signature.length);
        return header;
    }
}
