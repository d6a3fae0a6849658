package dev.tideline.engine.timeline.cells;

import java.util.Arrays;

/** One number a metric and day, sorted. */
public final class NumberCells {

    private static final long DAY_SHIFT = 1L << 31;

    private long[] keys = new long[16];
    private long[] values = new long[16];
    private int size;

    /** Joins a value into the cell of its day. */
    public void add(Metric metric, long day, long value) {
        long key = (long) metric.id() << 32 | day + DAY_SHIFT;
        int at = Arrays.binarySearch(keys, 0, size, key);
        if (at >= 0) {
            values[at] = metric.rule().join(values[at], value);
        } else {
            insert(-at - 1, key, value);
        }
    }

    private void insert(int at, long key, long value) {
        if (size == keys.length) {
            keys = Arrays.copyOf(keys, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        System.arraycopy(keys, at, keys, at + 1, size - at);
        System.arraycopy(values, at, values, at + 1, size - at);
        keys[at] = key;
        values[at] = value;
        size++;
    }

    /** Index of the first cell of a metric, or of the one it would stand before. */
    public int start(Metric metric) {
        int at = Arrays.binarySearch(keys, 0, size, (long) metric.id() << 32);
        return at < 0 ? -at - 1 : at;
    }

    /** Writes the cells of a metric from this index on and gives the index after them. */
    public int write(Metric metric, int start, Bytes into) {
        int at = start;
        long before = 0;
        for (; at < size && keys[at] >>> 32 == metric.id(); at++) {
            long day = (keys[at] & 0xffff_ffffL) - DAY_SHIFT;
            if (at == start) {
                into.signed(day);
            } else {
                into.unsigned(day - before);
            }
            into.signed(values[at]);
            before = day;
        }
        return at;
    }

    /** Forgets all cells. */
    public void clear() {
        size = 0;
    }
}
