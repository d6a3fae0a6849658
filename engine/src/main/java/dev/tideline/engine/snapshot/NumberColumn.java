package dev.tideline.engine.snapshot;

import dev.tideline.engine.timeline.cells.Cursor;
import java.util.Arrays;

/** One metric's numbers by day, ascending, up to the day of the snapshot. */
final class NumberColumn {

    int size;
    long[] days = new long[32];
    long[] values = new long[32];

    /** Reads the days up to the last one; gives the first day after it, or {@link Measure#NEVER}. */
    long read(Cursor entries, long lastDay) {
        size = 0;
        long day = entries.signed();
        while (day <= lastDay) {
            if (size == days.length) {
                days = Arrays.copyOf(days, size * 2);
                values = Arrays.copyOf(values, size * 2);
            }
            days[size] = day;
            values[size++] = entries.signed();
            if (!entries.more()) {
                return Measure.NEVER;
            }
            day += entries.unsigned();
        }
        return day;
    }
}
