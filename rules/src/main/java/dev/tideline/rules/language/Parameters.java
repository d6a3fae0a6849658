package dev.tideline.rules.language;

import java.util.Map;
import java.util.Set;

/**
 * The parameters that conditions may name.
 *
 * @param known by name, without {@code $}
 * @param unclear further names, of parameters whose declaration cannot be read: that was told there, and nothing is said
 *     where they are named
 */
public record Parameters(Map<String, Parameter> known, Set<String> unclear) {

    public Parameters {
        known = Map.copyOf(known);
        unclear = Set.copyOf(unclear);
    }

    /** All that there are. */
    public static Parameters of(Map<String, Parameter> known) {
        return new Parameters(known, Set.of());
    }
}
