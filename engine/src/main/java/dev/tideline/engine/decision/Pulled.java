package dev.tideline.engine.decision;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Reason;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The screen that a person was decided for, which has places for so many.
 *
 * @param placement key of the placement that asked
 * @param shows most offers at once
 * @param without rules whose candidates nothing of arbitration refused, but better ones have the places
 */
public record Pulled(String placement, int shows, Set<String> without) {

    public Pulled {
        Objects.requireNonNull(placement, "placement");
        without = Set.copyOf(without);
    }

    /** Whether the screen has no place for a candidate that was not refused otherwise. */
    public boolean isWithout(CandidateResult result) {
        return without.contains(result.rule());
    }

    /** How a candidate ends on this screen. */
    public CandidateResult of(CandidateResult arbitrated) {
        if (!isWithout(arbitrated)) {
            return arbitrated;
        }
        TreeMap<String, String> values = new TreeMap<>();
        values.put("placement", placement);
        values.put("shows", String.valueOf(shows));
        return arbitrated.dropped(Reason.PLACEMENT_FULL, values);
    }
}
