package dev.tideline.engine.quiet;

import dev.tideline.rules.guardrails.Limits.Hours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;

/** When the quiet hours end. */
final class QuietClock {

    /** Enough to walk through the zones of any country; a window that is still not found does not exist. */
    private static final int MOST_STEPS = 100;

    private QuietClock() {}

    /**
     * The first instant, not before {@code from}, at which the hours allow a touch in every zone. Where the zones of a
     * country lie so far apart that there is no such instant, the first zone decides alone.
     */
    public static Instant firstAllowed(Instant from, List<ZoneId> zones, Hours hours) {
        Instant at = from;
        for (int step = 0; step < MOST_STEPS; step++) {
            Instant later = at;
            for (ZoneId zone : zones) {
                later = firstAllowed(later, zone, hours);
            }
            if (later.equals(at)) {
                return at;
            }
            at = later;
        }
        return firstAllowed(from, zones.get(0), hours);
    }

    private static Instant firstAllowed(Instant from, ZoneId zone, Hours hours) {
        ZonedDateTime local = from.atZone(zone);
        if (hours.contain(local.toLocalTime())) {
            return from;
        }
        boolean today = local.toLocalTime().isBefore(hours.from());
        Instant opens = opening(local.toLocalDate().plusDays(today ? 0 : 1), zone, hours);
        return opens.isBefore(from) ? from : opens;
    }

    /** Where clocks skip the opening it comes with the skip; where they repeat it the later one counts. */
    private static Instant opening(LocalDate day, ZoneId zone, Hours hours) {
        LocalDateTime local = day.atTime(hours.from());
        ZoneOffsetTransition change = zone.getRules().getTransition(local);
        return change != null && change.isGap()
                ? change.getInstant()
                : local.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    }
}
