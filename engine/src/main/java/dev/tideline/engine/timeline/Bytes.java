package dev.tideline.engine.timeline;

import java.util.Arrays;

/** Bytes being written; the counterpart of {@link Cursor}. */
final class Bytes {

    private byte[] bytes = new byte[64];
    private int size;

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    Bytes put(int value) {
        room(1);
        bytes[size++] = (byte) value;
        return this;
    }

    Bytes put(byte[] from, int start, int end) {
        room(end - start);
        System.arraycopy(from, start, bytes, size, end - start);
        size += end - start;
        return this;
    }

    Bytes put(Bytes other) {
        return put(other.bytes, 0, other.size);
    }

    Bytes fourBytes(int value) {
        return put(value >>> 24).put(value >>> 16).put(value >>> 8).put(value);
    }

    Bytes eightBytes(long value) {
        return fourBytes((int) (value >>> 32)).fourBytes((int) value);
    }

    Bytes unsigned(long value) {
        room(10);
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
        return this;
    }

    Bytes signed(long value) {
        return unsigned(value << 1 ^ value >> 63);
    }

    Bytes value(long value) {
        return unsigned((value << 1 ^ value >> 63) + 1);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
