package dev.tideline.engine.snapshot;

import dev.tideline.rules.facts.Field;
import java.util.Objects;
import java.util.Set;

/**
 * What rules want to know of one field.
 *
 * @param field a field of the user
 * @param thresholds values that it is compared with, in the units of its type
 * @param anyChange whether every change matters; then thresholds play no part
 */
public record TimeInterest(Field field, Set<Long> thresholds, boolean anyChange) {

    public TimeInterest {
        Objects.requireNonNull(field, "field");
        thresholds = Set.copyOf(thresholds);
    }
}
