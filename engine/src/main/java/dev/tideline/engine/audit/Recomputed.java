package dev.tideline.engine.audit;

import java.util.List;
import java.util.UUID;

/**
 * What came of deciding once more from a record.
 *
 * @param decision its id
 * @param obstacle why it could not be decided to the end; empty if it could
 * @param differences what does not come out as it was written
 */
public record Recomputed(UUID decision, String obstacle, List<Difference> differences) {

    public Recomputed {
        differences = List.copyOf(differences);
    }

    /** Whether everything came out byte for byte as it was written. */
    public boolean isIdentical() {
        return obstacle.isEmpty() && differences.isEmpty();
    }
}
