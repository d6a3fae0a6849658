package dev.tideline.engine.database;

import java.time.Instant;
import java.util.ArrayList;
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

    private final CopyBytes bytes;
    private boolean started;

    CopyReader(CopyOut copy) {
        this.bytes = new CopyBytes(copy);
    }

    /** Moves to the next row; false after the last. */
    public boolean next() {
        if (!started) {
            bytes.need(HEADER);
            bytes.skip(HEADER);
            started = true;
        }
        bytes.need(2);
        boolean more = bytes.int16() >= 0;
        if (!more) {
            bytes.drain();
        }
        return more;
    }

    /** A {@code bigint}, or an {@code xid8}. */
    public long bigint() {
        length(8);
        return bytes.int64();
    }

    /** An {@code integer}. */
    public int integer() {
        length(4);
        return bytes.int32();
    }

    /** A {@code boolean}. */
    public boolean flag() {
        length(1);
        return bytes.int8() != 0;
    }

    /** A {@code text}. */
    public String text() {
        return present(textOrNull());
    }

    public @Nullable String textOrNull() {
        int length = length();
        return length < 0 ? null : bytes.text(length);
    }

    /** A {@code timestamptz} as microseconds since 1970-01-01T00:00Z. */
    private long micros() {
        return bigint() + CopyRows.EPOCH_MICROS;
    }

    /** A {@code timestamptz}. */
    public Instant instant() {
        return fromMicros(micros());
    }

    /** A {@code bytea}. */
    public byte[] bytes() {
        return present(bytesOrNull());
    }

    public byte @Nullable [] bytesOrNull() {
        int length = length();
        return length < 0 ? null : bytes.copy(length);
    }

    /** A {@code uuid}. */
    public UUID uuid() {
        return present(uuidOrNull());
    }

    public @Nullable UUID uuidOrNull() {
        if (length() < 0) {
            return null;
        }
        long most = bytes.int64();
        return new UUID(most, bytes.int64());
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
        int dimensions = bytes.int32();
        bytes.skip(8);
        if (dimensions == 0) {
            return List.of();
        }
        int count = bytes.int32();
        bytes.skip(4);
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.get());
        }
        return elements;
    }

    /** Skips what has not been read: cancelling would end the transaction, and pgjdbc loses count of the answers. */
    @Override
    public void close() {
        bytes.drain();
    }

    /** The length of the next column, whose bytes are then at hand; -1 for SQL's null. */
    private int length() {
        bytes.need(4);
        int length = bytes.int32();
        bytes.need(Math.max(length, 0));
        return length;
    }

    private void length(int expected) {
        int length = length();
        if (length != expected) {
            throw new IllegalStateException(
                    "Column has " + length + " bytes where " + expected + " were expected (-1 is null)");
        }
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
