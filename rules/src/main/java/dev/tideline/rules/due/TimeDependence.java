package dev.tideline.rules.due;

import dev.tideline.rules.facts.Field;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How the truth of some rules depends on the passing of time.
 *
 * @param user thresholds of every temporal field of the user that the rules compare: derived fields, and fields of a
 *     window, mean or run of days
 * @param market thresholds of every market field that the rules compare
 * @param dayBoundary whether the rules read the calendar of the instant, so that every user is due when a day begins
 * @param reads every field that the rules read
 * @param reason why it cannot be analysed, so that everyone is due always; empty if it can
 */
public record TimeDependence(
        Map<Field, Thresholds> user,
        Map<Field, Thresholds> market,
        boolean dayBoundary,
        Set<Field> reads,
        String reason) {

    public TimeDependence {
        user = Map.copyOf(user);
        market = Map.copyOf(market);
        reads = Set.copyOf(reads);
        Objects.requireNonNull(reason, "reason");
    }

    /** Whether the next instant at which a user may be due can be found. */
    public boolean analysable() {
        return reason.isEmpty();
    }

    /** Both together, such as some rules and the segments whose fields they read. */
    public TimeDependence and(TimeDependence other) {
        Set<Field> allReads = new HashSet<>(reads);
        allReads.addAll(other.reads);
        return new TimeDependence(
                merged(user, other.user),
                merged(market, other.market),
                dayBoundary || other.dayBoundary,
                allReads,
                reason.isEmpty() ? other.reason : reason);
    }

    private static Map<Field, Thresholds> merged(Map<Field, Thresholds> one, Map<Field, Thresholds> other) {
        Map<Field, Thresholds> both = new HashMap<>(one);
        other.forEach((field, thresholds) -> both.merge(field, thresholds, Thresholds::and));
        return both;
    }
}
