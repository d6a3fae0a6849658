package dev.tideline.engine.timeline.cells;

/** Reads the bytes of a timeline in order. Reused from timeline to timeline; not thread-safe. */
public final class Cursor {

    private byte[] bytes = new byte[0];
    private int position;
    private int end;

    /** Starts anew at a range. */
    public void reset(byte[] from, int start, int limit) {
        bytes = from;
        position = start;
        end = limit;
    }

    /** The array being read. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether anything is left. */
    public boolean more() {
        return position < end;
    }

    /** Index of the next byte. */
    public int position() {
        return position;
    }

    /** Goes on at this index. */
    public void position(int index) {
        position = index;
    }

    /** The next byte, 0 to 255. */
    public int next() {
        return bytes[position++] & 0xff;
    }

    /** The next four bytes. */
    public int fourBytes() {
        return next() << 24 | next() << 16 | next() << 8 | next();
    }

    /** The next eight bytes. */
    public long eightBytes() {
        return ((long) fourBytes() << 32) | (fourBytes() & 0xffff_ffffL);
    }

    /** The next unsigned number, seven bits a byte. */
    public long unsigned() {
        long value = bytes[position++];
        if (value >= 0) {
            return value;
        }
        value &= 0x7f;
        for (int shift = 7; ; shift += 7) {
            long next = bytes[position++];
            value |= (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
    }

    /** The next signed number. */
    public long signed() {
        long value = unsigned();
        return value >>> 1 ^ -(value & 1);
    }

    /** The next feed number; {@code Long.MIN_VALUE}, which means missing, takes one byte. */
    public long value() {
        long value = unsigned() - 1;
        return value >>> 1 ^ -(value & 1);
    }
}
