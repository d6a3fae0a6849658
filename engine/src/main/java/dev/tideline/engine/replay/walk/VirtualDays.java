package dev.tideline.engine.replay.walk;

import dev.tideline.engine.timeline.Days;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * The days that a replay evaluates.
 *
 * @param calendar the installation's
 * @param dates the days, in order
 */
public record VirtualDays(Days calendar, List<LocalDate> dates) {

    public VirtualDays {
        dates = List.copyOf(dates);
    }

    /** How many there are. */
    public int size() {
        return dates.size();
    }

    /** The last instant of a day, to the microsecond: when its row is evaluated. */
    public Instant end(int day) {
        return Days.instant(calendar.startMicros(number(day) + 1) - 1);
    }

    /** The calendar's number of a day. */
    public long number(int day) {
        return dates.get(day).toEpochDay();
    }
}
