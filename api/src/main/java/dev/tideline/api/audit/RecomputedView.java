package dev.tideline.api.audit;

import dev.tideline.engine.audit.Recomputed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision, decided once more from its record.
 *
 * @param decisionId its id
 * @param identical whether everything came out byte for byte as it was written
 * @param obstacle why it could not be decided to the end; null if it could
 * @param differences what did not come out as it was written
 */
record RecomputedView(
        String decisionId, boolean identical, @Nullable String obstacle, List<DifferenceView> differences) {

    static RecomputedView of(Recomputed recomputed) {
        return new RecomputedView(
                recomputed.decision().toString(),
                recomputed.isIdentical(),
                recomputed.obstacle().isEmpty() ? null : recomputed.obstacle(),
                recomputed.differences().stream()
                        .map(one -> new DifferenceView(one.path(), one.stored(), one.recomputed()))
                        .toList());
    }

    /**
     * Something that differs.
     *
     * @param path JSON Pointer into the record
     * @param stored what the record says there; null if nothing
     * @param recomputed what comes out there; null if nothing
     */
    record DifferenceView(
            String path, @Nullable String stored, @Nullable String recomputed) {}
}
