package dev.tideline.engine.replay;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.stream.Stream;

/** Which days of a span are evaluated. */
public enum Every {
    /** Every day. */
    DAY,
    /** The last day of each week: Sundays. */
    WEEK,
    /** The last day of each month. */
    MONTH;

    /** The days from one to another, both included, in order; empty if the span holds none. */
    public List<LocalDate> dates(LocalDate from, LocalDate to) {
        return Stream.iterate(end(from), date -> !date.isAfter(to), date -> end(date.plusDays(1)))
                .toList();
    }

    private LocalDate end(LocalDate date) {
        return switch (this) {
            case DAY -> date;
            case WEEK -> date.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
            case MONTH -> date.with(TemporalAdjusters.lastDayOfMonth());
        };
    }
}
