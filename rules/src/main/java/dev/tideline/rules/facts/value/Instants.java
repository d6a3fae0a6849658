package dev.tideline.rules.facts.value;

import dev.tideline.rules.problem.Wording;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** Reads ISO 8601 dates and instants as microseconds since 1970. */
final class Instants {

    static final long SECOND = 1_000_000;
    static final int NANOS = 1_000;

    private static final int DATE_LENGTH = 10;
    private static final int FIRST_YEAR = 1;
    private static final int LAST_YEAR = 9999;

    private Instants() {}

    /**
     * Reads {@code 2026-03-31T08:15:30.5Z}, the same with an offset, or {@code 2026-03-31} as its first instant in UTC.
     *
     * @throws UnreadableValue if it is no such text or outside the years 1 to 9999
     */
    static long read(String text) {
        try {
            OffsetDateTime time = text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).atStartOfDay().atOffset(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text);
            if (time.getYear() < FIRST_YEAR || time.getYear() > LAST_YEAR) {
                throw new UnreadableValue(text, Wording.of("a year from 1 to 9999"));
            }
            return FieldValues.micros(time.toInstant());
        } catch (DateTimeException e) {
            throw new UnreadableValue(
                    text, Wording.of("a date (2026-03-31) or an instant with its offset (2026-03-31T08:15:30Z)"));
        }
    }
}
