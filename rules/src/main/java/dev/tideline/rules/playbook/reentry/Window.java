package dev.tideline.rules.playbook.reentry;

import dev.tideline.rules.document.Lengths;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A half-open stretch of time in which something counts: its start belongs to it, its end does not. */
public sealed interface Window {

    /** How a calendar window is written. */
    Pattern CALENDAR = Pattern.compile("calendar\\((day|week|month), *([A-Za-z0-9_+/-]+)\\)");

    /** How a rolling window is written. */
    Pattern ROLLING = Pattern.compile("rolling\\((P[0-9A-Z.]+)\\)");

    /** The start of the window that an instant lies in; for a rolling one, what lies that far back no longer counts. */
    Instant start(Instant asOf);

    /** The text an author writes, {@code calendar(month, UTC)} or {@code rolling(P30D)}. */
    String text();

    /**
     * Reads {@link #text()}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    static Window parse(String text) {
        Matcher calendar = CALENDAR.matcher(text);
        if (calendar.matches()) {
            return new Calendar(
                    Calendar.Unit.valueOf(calendar.group(1).toUpperCase(Locale.ROOT)), zone(calendar.group(2)));
        }
        Matcher rolling = ROLLING.matcher(text);
        if (rolling.matches()) {
            return new Rolling(length(rolling.group(1)));
        }
        throw new IllegalArgumentException(
                "Window '" + text + "' should read calendar(day|week|month, zone) or rolling(P30D)");
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("'" + text + "' is no time zone. Try UTC or Asia/Singapore.", e);
        }
    }

    private static Duration length(String text) {
        try {
            return Lengths.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("'" + text + "' is no length of time up to P36500D. Try P30D.", e);
        }
    }

    /** Calendar days, weeks (from Monday) or months in a zone; UTC is always spelled so, never as the offset {@code Z}. */
    record Calendar(Unit unit, ZoneId zone) implements Window {

        private static final ZoneId UTC = ZoneId.of("UTC");

        /** Length of a calendar window. */
        public enum Unit {
            DAY,
            WEEK,
            MONTH
        }

        public Calendar {
            Objects.requireNonNull(unit, "unit");
            zone = zone.equals(ZoneOffset.UTC) ? UTC : Objects.requireNonNull(zone, "zone");
        }

        @Override
        public Instant start(Instant asOf) {
            LocalDate day = asOf.atZone(zone).toLocalDate();
            LocalDate first = switch (unit) {
                case DAY -> day;
                case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                case MONTH -> day.withDayOfMonth(1);
            };
            return first.atStartOfDay(zone).toInstant();
        }

        /** The start of the next window. */
        public Instant end(Instant asOf) {
            LocalDate first = start(asOf).atZone(zone).toLocalDate();
            LocalDate next = switch (unit) {
                case DAY -> first.plus(1, ChronoUnit.DAYS);
                case WEEK -> first.plus(1, ChronoUnit.WEEKS);
                case MONTH -> first.plus(1, ChronoUnit.MONTHS);
            };
            return next.atStartOfDay(zone).toInstant();
        }

        @Override
        public String text() {
            return "calendar(" + unit.name().toLowerCase(Locale.ROOT) + ", " + zone + ")";
        }
    }

    /** The stretch of this length that ends now. */
    record Rolling(Duration length) implements Window {
        public Rolling {
            if (length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException("A rolling window of " + length + " is empty. Try P30D.");
            }
        }

        @Override
        public Instant start(Instant asOf) {
            return asOf.minus(length);
        }

        @Override
        public String text() {
            return "rolling(" + length + ")";
        }
    }
}
