package dev.tideline.engine.snapshot;

import dev.tideline.engine.timeline.cells.Cursor;
import java.util.Arrays;

/** One metric's records in order of time, up to the day of the snapshot. */
final class RecordColumn {

    private static final long DAY_MICROS = 86_400_000_000L;

    int size;
    byte[] bytes = new byte[0];
    long[] days = new long[8];
    long[] micros = new long[8];
    int[] starts = new int[8];
    int[] ends = new int[8];

    /** Reads the days up to the last one; gives the first day after it, or {@link Measure#NEVER}. */
    long read(Cursor entries, long lastDay) {
        size = 0;
        bytes = entries.bytes();
        long day = entries.signed();
        while (day <= lastDay) {
            if (size == days.length) {
                grow();
            }
            days[size] = day;
            micros[size] = entries.signed() + day * DAY_MICROS;
            int length = (int) entries.unsigned();
            starts[size] = entries.position();
            ends[size++] = entries.position() + length;
            entries.position(entries.position() + length);
            if (!entries.more()) {
                return Measure.NEVER;
            }
            day += entries.unsigned();
        }
        return day;
    }

    private void grow() {
        int room = size * 2;
        days = Arrays.copyOf(days, room);
        micros = Arrays.copyOf(micros, room);
        starts = Arrays.copyOf(starts, room);
        ends = Arrays.copyOf(ends, room);
    }
}
