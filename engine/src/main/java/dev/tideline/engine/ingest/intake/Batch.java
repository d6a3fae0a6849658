package dev.tideline.engine.ingest.intake;

import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.lines.Spool;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A run of chunks of a spool that is applied in one transaction.
 *
 * @param spool the spool
 * @param from first chunk
 * @param to chunk after the last
 * @param lines lines in them
 */
public record Batch(Spool spool, int from, int to, int lines) {

    /** The batch that begins with this chunk: chunks are added until it has {@code wanted} lines. */
    public static Batch from(Spool spool, int from, int wanted) {
        int to = from;
        int lines = 0;
        while (to < spool.chunks() && lines < wanted) {
            lines += spool.items(to++);
        }
        return new Batch(spool, from, to, lines);
    }

    boolean isLast() {
        return to == spool.chunks();
    }

    /** Copies the rows into a table. */
    public void copyTo(Transaction transaction, String target) {
        try (CopyWriter out = transaction.copyIn(target)) {
            for (int chunk = from; chunk < to; chunk++) {
                byte[] rows = spool.read(chunk);
                out.write(rows, rows.length);
            }
            out.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
