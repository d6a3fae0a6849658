package dev.tideline.engine.snapshot;

/** Some days up to a day: {@code length} of them, ending {@code shift} days before it; length 0 is all days. */
record Window(int length, int shift) {

    long first(long day) {
        return length == 0 ? Long.MIN_VALUE : day - shift - length + 1;
    }

    long last(long day) {
        return day - shift;
    }

    /** The first day after this one on which a day of the sorted ones enters or leaves the window. */
    long nextDay(long[] days, int size, long day) {
        if (length == 0) {
            return Measure.NEVER;
        }
        long next = Measure.NEVER;
        for (int i = size - 1; i >= 0 && days[i] + length + shift > day; i--) {
            next = Math.min(next, days[i] + length + shift);
            if (days[i] + shift > day) {
                next = Math.min(next, days[i] + shift);
            }
        }
        return next;
    }
}
