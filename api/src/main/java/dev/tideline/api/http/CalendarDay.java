package dev.tideline.api.http;

import dev.tideline.engine.ingest.check.Moments;
import dev.tideline.rules.problem.Wording;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Reads the days that requests name. */
public final class CalendarDay {

    private static final LocalDate FIRST = LocalDate.ofInstant(Moments.EVER.first(), ZoneOffset.UTC);
    private static final LocalDate LAST = LocalDate.ofInstant(Moments.EVER.last(), ZoneOffset.UTC);

    private CalendarDay() {}

    /**
     * The day that a text such as {@code 2026-03-31} names.
     *
     * @throws DateTimeException if it names none, or one that neither the calendar of a user nor the database knows
     */
    public static LocalDate read(@Nullable String text) {
        LocalDate day = LocalDate.parse(text == null ? "" : text);
        if (!Moments.EVER.hold(day)) {
            throw new DateTimeException(day + " is not from " + FIRST + " to " + LAST);
        }
        return day;
    }

    /** What is expected where one is read. */
    public static Wording expected() {
        return Wording.of("a day such as {0}, from {1} to {2}", "2026-03-31", FIRST, LAST);
    }
}
