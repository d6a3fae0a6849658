package dev.tideline.engine.database;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.copy.CopyOut;

/** The bytes of a binary COPY as they come: {@link #need} has some at hand, the other methods take them. */
final class CopyBytes {

    private final CopyOut copy;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;

    CopyBytes(CopyOut copy) {
        this.copy = copy;
    }

    void need(int count) {
        while (end - at < count) {
            byte[] more = received();
            if (at == end) {
                bytes = more;
            } else {
                byte[] joined = Arrays.copyOfRange(bytes, at, end + more.length);
                System.arraycopy(more, 0, joined, end - at, more.length);
                bytes = joined;
            }
            end = bytes.length;
            at = 0;
        }
    }

    private byte[] received() {
        try {
            byte[] more = copy.readFromCopy();
            if (more == null) {
                throw new IllegalStateException("The copy ended inside a row");
            }
            return more;
        } catch (SQLException e) {
            throw new DatabaseException("copy out", e);
        }
    }

    /** Passes over all that is still to come. */
    void drain() {
        try {
            while (copy.isActive() && copy.readFromCopy() != null) {
                // not wanted
            }
        } catch (SQLException e) {
            throw new DatabaseException("copy out", e);
        }
    }

    void skip(int count) {
        at += count;
    }

    byte int8() {
        return bytes[at++];
    }

    int int16() {
        at += 2;
        return (short) ((bytes[at - 2] << 8) | (bytes[at - 1] & 0xff));
    }

    int int32() {
        return (int16() << 16) | (int16() & 0xffff);
    }

    long int64() {
        return ((long) int32() << 32) | (int32() & 0xffffffffL);
    }

    byte[] copy(int length) {
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    String text(int length) {
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }
}
