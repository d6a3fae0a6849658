package dev.tideline.engine.snapshot;

import java.util.Arrays;

/** A fed number day by day up to the day of the snapshot: each value holds from its day until the next one begins. */
final class Series {

    int size;
    long[] starts = new long[32];
    long[] values = new long[32];

    void add(long start, long value) {
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        starts[size] = start;
        values[size++] = value;
    }
}
