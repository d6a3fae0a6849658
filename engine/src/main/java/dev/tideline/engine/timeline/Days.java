package dev.tideline.engine.timeline;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;

/**
 * The calendar of the installation: which day an instant belongs to. Days are numbered from 1970-01-01 = 0.
 *
 * @param zone the configured zone; UTC unless configured
 */
public record Days(ZoneId zone) {

    /** Days in UTC. */
    public static final Days UTC = new Days(ZoneOffset.UTC);

    /** Later than every day and every instant. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long DAY_MICROS = 86_400_000_000L;

    public Days {
        Objects.requireNonNull(zone, "zone");
    }

    /** The day of an instant. */
    public long of(Instant instant) {
        return zone.equals(ZoneOffset.UTC)
                ? Math.floorDiv(instant.getEpochSecond(), 86_400L)
                : LocalDate.ofInstant(instant, zone).toEpochDay();
    }

    /** The day of an instant in microseconds since 1970-01-01T00:00Z. */
    public long ofMicros(long micros) {
        return zone.equals(ZoneOffset.UTC) ? Math.floorDiv(micros, DAY_MICROS) : of(instant(micros));
    }

    /** The first microsecond of a day. */
    public long startMicros(long day) {
        return zone.equals(ZoneOffset.UTC)
                ? day * DAY_MICROS
                : LocalDate.ofEpochDay(day).atStartOfDay(zone).toEpochSecond() * 1_000_000;
    }

    /** Microseconds since 1970-01-01T00:00Z; finer digits are cut. */
    public static long micros(Instant instant) {
        return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
    }

    /** The instant of these microseconds. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }
}
