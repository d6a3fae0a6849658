package dev.tideline.engine.snapshot;

import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.due.Thresholds;
import dev.tideline.rules.facts.Derivation;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import java.time.LocalDate;
import java.util.OptionalLong;

/**
 * When a field that is derived from an instant crosses a threshold.
 *
 * @param kind the derivation
 * @param slot where the instant is
 * @param thresholds what the field is compared with
 * @param days the calendar
 */
record DerivedChange(Derivation.Kind kind, int slot, Thresholds thresholds, Days days) {

    private static final long HOUR_MICROS = 3_600_000_000L;

    /** The first instant after {@code asOf}, or {@link Days#NEVER}. */
    long after(long asOf, long day, FactBuilder facts) {
        long instant = facts.number(slot);
        if (instant == Fact.MISSING) {
            return Days.NEVER;
        }
        if (kind == Derivation.Kind.DAYS_UNTIL || kind == Derivation.Kind.HOURS_UNTIL) {
            return instant < asOf ? Days.NEVER : Math.min(instant + 1, until(instant, asOf, day));
        }
        if (instant > asOf) {
            return instant;
        }
        return switch (kind) {
            case DAYS_SINCE -> daysFrom(days.ofMicros(instant), day);
            case HOURS_SINCE -> hoursSince(instant, asOf);
            case DAYS_SINCE_ANNIVERSARY -> anniversary(LocalDate.ofEpochDay(days.ofMicros(instant)), day);
            case BEFORE, DAYS_UNTIL, HOURS_UNTIL -> Days.NEVER;
        };
    }

    private long until(long instant, long asOf, long day) {
        return kind == Derivation.Kind.DAYS_UNTIL ? daysUntil(days.ofMicros(instant), day) : hoursUntil(instant, asOf);
    }

    private long daysFrom(long origin, long day) {
        OptionalLong next = thresholds.nextAbove(day - origin);
        return next.isPresent() ? days.startMicros(origin + next.getAsLong()) : Days.NEVER;
    }

    private long daysUntil(long target, long day) {
        OptionalLong next = thresholds.nextBelow(target - day);
        return next.isPresent() ? days.startMicros(target - next.getAsLong()) : Days.NEVER;
    }

    private long hoursSince(long instant, long asOf) {
        OptionalLong next = thresholds.nextAbove(Math.floorDiv(asOf - instant, HOUR_MICROS));
        return next.isPresent() ? instant + next.getAsLong() * HOUR_MICROS : Days.NEVER;
    }

    private long hoursUntil(long instant, long asOf) {
        OptionalLong next = thresholds.nextBelow(Math.floorDiv(instant - asOf, HOUR_MICROS));
        return next.isPresent() ? instant - (next.getAsLong() + 1) * HOUR_MICROS + 1 : Days.NEVER;
    }

    private long anniversary(LocalDate origin, long day) {
        LocalDate today = LocalDate.ofEpochDay(day);
        int years = Math.max(today.getYear() - origin.getYear(), 0);
        LocalDate last =
                origin.plusYears(years).isAfter(today) ? origin.plusYears(years - 1L) : origin.plusYears(years);
        int passed = last.getYear() - origin.getYear();
        long next = days.startMicros(origin.plusYears(passed + 1L).toEpochDay());
        return passed < 1 ? next : Math.min(next, daysFrom(last.toEpochDay(), day));
    }
}
