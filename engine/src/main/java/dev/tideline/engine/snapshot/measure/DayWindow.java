package dev.tideline.engine.snapshot.measure;

import dev.tideline.engine.snapshot.column.DayColumn;
import dev.tideline.engine.timeline.Days;

/** Some days up to a day: {@code length} of them, ending {@code shift} days before it; length 0 is all days. */
record DayWindow(int length, int shift) {

    long first(long day) {
        return length == 0 ? Long.MIN_VALUE : day - shift - length + 1;
    }

    long last(long day) {
        return day - shift;
    }

    /** The first day after this one on which a day of the column enters or leaves the window. */
    long nextDay(DayColumn column, long day) {
        if (length == 0) {
            return Days.NEVER;
        }
        long next = Days.NEVER;
        for (int i = column.size() - 1; i >= 0 && column.day(i) + length + shift > day; i--) {
            next = Math.min(next, column.day(i) + length + shift);
            if (column.day(i) + shift > day) {
                next = Math.min(next, column.day(i) + shift);
            }
        }
        return next;
    }
}
