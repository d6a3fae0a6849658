package dev.tideline.engine.snapshot.column;

import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.cells.Cursor;
import java.util.Arrays;

/** One metric's numbers by day. */
public final class NumberColumn extends DayColumn {

    private long[] values = new long[32];

    NumberColumn() {
        super(32);
    }

    /** The number of a day. */
    public long value(int index) {
        return values[index];
    }

    /** Reads the days up to the last one; gives the first day after it, or {@link Days#NEVER}. */
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
                return Days.NEVER;
            }
            day += entries.unsigned();
        }
        return day;
    }
}
