package dev.tideline.rules.facts.derive;

import static dev.tideline.rules.facts.Fact.MISSING;

import dev.tideline.rules.facts.Derivation.Kind;
import dev.tideline.rules.facts.value.FieldValues;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.concurrent.TimeUnit;

/** The instant of evaluation in its zone, with what is needed to measure from it. Immutable, thread-safe. */
final class Moment {

    private static final long HOUR = TimeUnit.HOURS.toMicros(1);
    private static final long DAY = TimeUnit.DAYS.toMicros(1);
    private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

    private final ZoneRules rules;
    private final boolean fixed;
    private final long fixedOffset;
    private final long micros;
    private final long day;

    Moment(Instant asOf, ZoneId zone) {
        rules = zone.getRules();
        fixed = rules.isFixedOffset();
        fixedOffset = offset(asOf);
        micros = FieldValues.micros(asOf);
        day = epochDay(micros);
    }

    /** Derives one value from an instant; missing gives missing, or false for {@link Kind#BEFORE}. */
    long derive(Kind kind, long instant) {
        if (kind == Kind.BEFORE) {
            return instant != MISSING && micros < instant ? 1 : 0;
        }
        if (instant == MISSING) {
            return MISSING;
        }
        return instant <= micros ? past(kind, instant) : future(kind, instant);
    }

    private long past(Kind kind, long instant) {
        return switch (kind) {
            case DAYS_SINCE -> day - epochDay(instant);
            case HOURS_SINCE -> (micros - instant) / HOUR;
            case DAYS_SINCE_ANNIVERSARY -> daysSinceAnniversary(epochDay(instant));
            case DAYS_UNTIL, HOURS_UNTIL -> instant == micros ? 0 : MISSING;
            case BEFORE -> 0;
        };
    }

    private long future(Kind kind, long instant) {
        return switch (kind) {
            case DAYS_UNTIL -> epochDay(instant) - day;
            case HOURS_UNTIL -> (instant - micros) / HOUR;
            case DAYS_SINCE, HOURS_SINCE, DAYS_SINCE_ANNIVERSARY -> MISSING;
            case BEFORE -> 1;
        };
    }

    /** Someone who registered on 29 February has the anniversary on the 28th in a common year, as java.time adds years. */
    private long daysSinceAnniversary(long start) {
        LocalDate first = LocalDate.ofEpochDay(start);
        LocalDate today = LocalDate.ofEpochDay(day);
        int years = today.getYear() - first.getYear();
        LocalDate anniversary = first.plusYears(years);
        if (anniversary.isAfter(today)) {
            years--;
            anniversary = first.plusYears(years);
        }
        return years < 1 ? MISSING : day - anniversary.toEpochDay();
    }

    private long epochDay(long instant) {
        long offset = fixed ? fixedOffset : offset(FieldValues.instant(instant));
        return Math.floorDiv(instant + offset, DAY);
    }

    private long offset(Instant instant) {
        ZoneOffset offset = rules.getOffset(instant);
        return offset.getTotalSeconds() * SECOND;
    }
}
