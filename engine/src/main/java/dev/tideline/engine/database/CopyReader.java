package dev.tideline.engine.database;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyOut;

/**
 * Reads rows of a binary COPY: {@link #next}, then one method a column in the order of the query. Methods without
 * "OrNull" refuse SQL's null. Used by one thread; close skips what is left.
 */
public final class CopyReader implements AutoCloseable {

    private static final int HEADER = 19;

    private final CopyOut copy;
    private byte[] bytes = new byte[0];
    private int at;
    private int end;
    private boolean started;

    CopyReader(CopyOut copy) {
        this.copy = copy;
    }

    /** Moves to the next row; false after the last. */
    public boolean next() {
        if (!started) {
            need(HEADER);
            at += HEADER;
            started = true;
        }
        need(2);
        boolean more = int16() >= 0;
        if (!more) {
            drain();
        }
        return more;
    }

    /** A {@code bigint}, or an {@code xid8}. */
    public long bigint() {
        length(8);
        return int64();
    }

    /** A {@code bigint}, or this value for SQL's null. */
    public long bigint(long ifNull) {
        return length() < 0 ? ifNull : int64();
    }

    /** An {@code integer}. */
    public int integer() {
        length(4);
        return int32();
    }

    /** A {@code boolean}. */
    public boolean flag() {
        length(1);
        return bytes[at++] != 0;
    }

    /** A {@code text}. */
    public String text() {
        return present(textOrNull());
    }

    public @Nullable String textOrNull() {
        int length = length();
        if (length < 0) {
            return null;
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return text;
    }

    /** A {@code timestamptz} as microseconds since 1970-01-01T00:00Z. */
    public long micros() {
        return bigint() + CopyRows.EPOCH_MICROS;
    }

    /** A {@code timestamptz} as microseconds since 1970-01-01T00:00Z, or this value for SQL's null. */
    public long micros(long ifNull) {
        return length() < 0 ? ifNull : int64() + CopyRows.EPOCH_MICROS;
    }

    /** A {@code timestamptz}. */
    public Instant instant() {
        return fromMicros(micros());
    }

    public @Nullable Instant instantOrNull() {
        long micros = micros(Long.MIN_VALUE);
        return micros == Long.MIN_VALUE ? null : fromMicros(micros);
    }

    /** A {@code bytea}. */
    public byte[] bytes() {
        return present(bytesOrNull());
    }

    public byte @Nullable [] bytesOrNull() {
        int length = length();
        if (length < 0) {
            return null;
        }
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** A {@code uuid}. */
    public UUID uuid() {
        length(16);
        long most = int64();
        return new UUID(most, int64());
    }

    /** The text of a {@code jsonb}. */
    public String json() {
        return present(jsonOrNull());
    }

    public @Nullable String jsonOrNull() {
        String text = textOrNull();
        return text == null ? null : text.substring(1);
    }

    /** The elements of a {@code text[]}; empty for SQL's null. */
    public List<String> texts() {
        return array(this::text);
    }

    /** The elements of an {@code integer[]}; empty for SQL's null. */
    public List<Integer> integers() {
        return array(this::integer);
    }

    /** The elements of a {@code timestamptz[]}; empty for SQL's null. */
    public List<Instant> instants() {
        return array(this::instant);
    }

    private <T> List<T> array(Supplier<T> element) {
        if (length() < 0) {
            return List.of();
        }
        int dimensions = int32();
        at += 8;
        if (dimensions == 0) {
            return List.of();
        }
        int count = int32();
        at += 4;
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.get());
        }
        return elements;
    }

    /** Skips what has not been read: cancelling would end the transaction, and pgjdbc loses count of the answers. */
    @Override
    public void close() {
        if (copy.isActive()) {
            drain();
        }
    }

    private void drain() {
        try {
            while (copy.readFromCopy() != null) {
                // not wanted
            }
        } catch (SQLException e) {
            throw new DatabaseException("copy out", e);
        }
    }

    /** The length of the next column, whose bytes are then at hand; -1 for SQL's null. */
    private int length() {
        need(4);
        int length = int32();
        need(Math.max(length, 0));
        return length;
    }

    private void length(int expected) {
        int length = length();
        if (length != expected) {
            throw new IllegalStateException(
                    "Column has " + length + " bytes where " + expected + " were expected (-1 is null)");
        }
    }

    private void need(int count) {
        while (end - at < count) {
            byte[] more = received();
            if (at == end) {
                bytes = more;
            } else {
                byte[] joined = Arrays.copyOfRange(bytes, at, end - at + at + more.length);
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

    private int int16() {
        at += 2;
        return (short) ((bytes[at - 2] << 8) | (bytes[at - 1] & 0xff));
    }

    private int int32() {
        return (int16() << 16) | (int16() & 0xffff);
    }

    private long int64() {
        return ((long) int32() << 32) | (int32() & 0xffffffffL);
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("Column is null where a value was expected");
        }
        return value;
    }

    private static Instant fromMicros(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000L);
    }
}
