package dev.tideline.engine.snapshot.column;

import java.util.Arrays;

/** A fed number day by day up to the day of the snapshot: each value holds from its day until the next one begins. */
public final class Series {

    private int size;
    private long[] starts = new long[32];
    private long[] values = new long[32];

    /** How many values there are. */
    public int size() {
        return size;
    }

    /** The day from which a value holds. */
    public long start(int index) {
        return starts[index];
    }

    /** A value. */
    public long value(int index) {
        return values[index];
    }

    void clear() {
        size = 0;
    }

    void add(long start, long value) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        starts[size] = start;
        values[size++] = value;
    }
}
