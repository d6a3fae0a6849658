package dev.tideline.engine.timeline.cells;

import java.util.Arrays;

/** Bytes being written; the counterpart of {@link Cursor}. */
public final class Bytes {

    private byte[] bytes = new byte[64];
    private int size;

    /** How many there are. */
    public int size() {
        return size;
    }

    /** Forgets what was written; room is kept. */
    public void clear() {
        size = 0;
    }

    /** A copy. */
    public byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    /** The last eight bits of a number. */
    public Bytes put(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    /** A range of an array. */
    public Bytes put(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, size, end - start);
        size += end - start;
        return this;
    }

    /** All bytes of the other. */
    public Bytes put(Bytes other) {
        return put(other.bytes, 0, other.size);
    }

    /** Four bytes, the highest first. */
    public Bytes fourBytes(int value) {
        return put(value >>> 24).put(value >>> 16).put(value >>> 8).put(value);
    }

    /** Eight bytes, the highest first. */
    public Bytes eightBytes(long value) {
        return fourBytes((int) (value >>> 32)).fourBytes((int) value);
    }

    /** A number of 64 bits that is not negative, seven bits a byte. */
    public Bytes unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    /** A number with its sign folded in, small ones in few bytes. */
    public Bytes signed(long value) {
        return unsigned(value << 1 ^ value >> 63);
    }

    /** A feed number; {@code Long.MIN_VALUE}, which means missing, takes one byte. */
    public Bytes value(long value) {
        return unsigned((value << 1 ^ value >> 63) + 1);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
