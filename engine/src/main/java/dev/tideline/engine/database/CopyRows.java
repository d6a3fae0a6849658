package dev.tideline.engine.database;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows in PostgreSQL's binary COPY format, in memory. Call {@link #row} with the number of columns, then one method a
 * column in order. Not thread-safe, but needs no connection: several threads can each fill one.
 */
public final class CopyRows {

    /** Microseconds from 1970-01-01 to PostgreSQL's 2000-01-01. */
    static final long EPOCH_MICROS = 946_684_800_000_000L;

    private static final int INTEGER_OID = 23;
    private static final int TEXT_OID = 25;
    private static final int TIMESTAMPTZ_OID = 1_184;

    private byte[] bytes = new byte[1 << 16];
    private int size;

    /** Starts a row. */
    public CopyRows row(int columns) {
        return int16(columns);
    }

    /** SQL's null, of any type. */
    public CopyRows none() {
        return int32(-1);
    }

    /** A {@code bigint}, or an {@code xid8}. */
    public CopyRows bigint(long value) {
        return int32(8).int64(value);
    }

    /** An {@code integer}. */
    public CopyRows integer(int value) {
        return int32(4).int32(value);
    }

    /** A {@code boolean}. */
    public CopyRows flag(boolean value) {
        int32(1);
        room(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    /** A {@code text}. */
    public CopyRows text(@Nullable String value) {
        return value == null ? none() : bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** A {@code timestamptz} from microseconds since 1970-01-01T00:00Z. */
    public CopyRows micros(long value) {
        return int32(8).int64(value - EPOCH_MICROS);
    }

    /** A {@code timestamptz}; what is finer than a microsecond is cut off. */
    public CopyRows instant(@Nullable Instant value) {
        return value == null
                ? none()
                : micros(
                        Math.addExact(Math.multiplyExact(value.getEpochSecond(), 1_000_000L), value.getNano() / 1_000));
    }

    /** A {@code bytea}, or a text that is UTF-8 already. */
    public CopyRows bytes(byte @Nullable [] value) {
        return value == null ? none() : bytes(value, 0, value.length);
    }

    /** A part of an array as {@code bytea}, or as a text that is UTF-8 already. */
    public CopyRows bytes(byte[] value, int from, int length) {
        return int32(length).raw(value, from, length);
    }

    /** A {@code uuid}. */
    public CopyRows uuid(UUID value) {
        return uuid(value.getMostSignificantBits(), value.getLeastSignificantBits());
    }

    /** A {@code uuid} by its halves. */
    public CopyRows uuid(long most, long least) {
        return int32(16).int64(most).int64(least);
    }

    /** A {@code jsonb} from its text. */
    public CopyRows json(@Nullable String value) {
        if (value == null) {
            return none();
        }
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        return json(text, 0, text.length);
    }

    /** A {@code jsonb} from its UTF-8 text. */
    public CopyRows json(byte[] text, int from, int length) {
        int32(length + 1);
        room(1);
        bytes[size++] = 1;
        return raw(text, from, length);
    }

    /** A {@code text[]}. */
    public CopyRows texts(Collection<String> values) {
        return texts(values, value -> value);
    }

    /** A {@code text[]} of what this function makes of each element; null becomes SQL's null. */
    public <T> CopyRows texts(Collection<T> elements, Function<T, @Nullable String> text) {
        return array(TEXT_OID, elements, element -> text(text.apply(element)));
    }

    /** An {@code integer[]}. */
    public CopyRows integers(Collection<Integer> values) {
        return array(INTEGER_OID, values, this::integer);
    }

    /** A {@code timestamptz[]}. */
    public CopyRows instants(Collection<Instant> values) {
        return array(TIMESTAMPTZ_OID, values, this::instant);
    }

    private <T> CopyRows array(int type, Collection<T> elements, Consumer<T> write) {
        int start = size;
        int32(0).int32(elements.isEmpty() ? 0 : 1).int32(0).int32(type);
        if (!elements.isEmpty()) {
            int32(elements.size()).int32(1);
            elements.forEach(write);
        }
        int end = size;
        size = start;
        int32(end - start - 4);
        size = end;
        return this;
    }

    /** Bytes so far. */
    public int size() {
        return size;
    }

    /** Forgets all rows and keeps the room. */
    public void clear() {
        size = 0;
    }

    /** The bytes, of which the first {@link #size} count; not a copy. */
    public byte[] array() {
        return bytes;
    }

    private CopyRows raw(byte[] value, int from, int length) {
        room(length);
        System.arraycopy(value, from, bytes, size, length);
        size += length;
        return this;
    }

    private CopyRows int16(int value) {
        room(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    private CopyRows int32(int value) {
        return int16(value >> 16).int16(value);
    }

    private CopyRows int64(long value) {
        return int32((int) (value >> 32)).int32((int) value);
    }

    private void room(int more) {
        if (bytes.length - size < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, more), Math.multiplyExact(bytes.length, 2)));
        }
    }
}
