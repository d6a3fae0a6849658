package dev.tideline.engine.ingest.check;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The instants that one request may speak of.
 *
 * @param first the first of them
 * @param last the last of them
 */
public record Moments(Instant first, Instant last) {

    /** Every instant and day that anything from outside may speak of: those that PostgreSQL and all zones can take. */
    public static final Moments EVER =
            new Moments(Instant.parse("1990-01-01T00:00:00Z"), Instant.parse("3000-01-01T00:00:00Z"));

    private static final Instant END = Instant.parse("2200-01-01T00:00:00Z");

    /** Whether an instant is one of them. */
    public boolean hold(Instant instant) {
        return !instant.isBefore(first) && !instant.isAfter(last);
    }

    /** Whether a day has begun before the last instant, wherever on Earth, and ended after the first. */
    public boolean hold(LocalDate day) {
        return !day.isBefore(LocalDate.ofInstant(first, ZoneOffset.UTC))
                && !day.isAfter(LocalDate.ofInstant(last, ZoneOffset.UTC));
    }

    /** The same, for instants that may lie in the future. */
    Moments open() {
        return new Moments(first, END);
    }

    /** The expectation in words. */
    String expected() {
        return "an instant with its offset from " + first + " to " + last + ", such as 2026-03-31T12:00:00Z";
    }

    /** The expectation of a day in words. */
    String expectedDay() {
        return "a date such as 2026-03-31 from " + LocalDate.ofInstant(first, ZoneOffset.UTC) + " to "
                + LocalDate.ofInstant(last, ZoneOffset.UTC);
    }
}
