package dev.tideline.engine.quiet;

import dev.tideline.rules.guardrails.Limits.Hours;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;

/** When the quiet hours end. */
final class QuietClock {

    /** Enough to walk through any zones; a window that is still not found does not exist. */
    private static final int MOST_STEPS = 100;

    private QuietClock() {}

    /**
     * The first instant, not before {@code from}, at which the hours allow a touch in every zone of the first of these lists
     * whose zones have an hour in common. Where none has, the first zone of the last one decides alone.
     */
    static Instant firstAllowed(Instant from, List<List<ZoneId>> clocks, Hours hours) {
        return clocks.stream()
                .flatMap(zones -> agreed(from, zones, hours).stream())
                .findFirst()
                .orElseGet(
                        () -> firstAllowed(from, clocks.get(clocks.size() - 1).get(0), hours));
    }

    private static Optional<Instant> agreed(Instant from, List<ZoneId> zones, Hours hours) {
        Instant at = from;
        for (int step = 0; step < MOST_STEPS; step++) {
            Instant later = at;
            for (ZoneId zone : zones) {
                later = firstAllowed(later, zone, hours);
            }
            if (later.equals(at)) {
                return Optional.of(at);
            }
            at = later;
        }
        return Optional.empty();
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
