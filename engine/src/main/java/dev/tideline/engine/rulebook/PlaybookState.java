package dev.tideline.engine.rulebook;

import dev.tideline.rules.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One stored playbook and whether it acts.
 *
 * @param key its key
 * @param version content hash of the version in force
 * @param paused whether it is paused
 * @param reason why it is paused; empty if it is live and never was
 * @param changedBy who paused or resumed it last; empty if nobody did
 * @param changedAt when that was, or when it was stored first
 * @param problems why this version could not be compiled; empty if it could
 */
public record PlaybookState(
        String key,
        String version,
        boolean paused,
        String reason,
        String changedBy,
        Instant changedAt,
        List<Problem> problems) {

    public PlaybookState {
        Objects.requireNonNull(key, "key");
        problems = List.copyOf(problems);
    }

    PlaybookState with(List<Problem> found) {
        return new PlaybookState(key, version, paused, reason, changedBy, changedAt, found);
    }

    /** Whether its candidates count: it compiled and nobody paused it. */
    public boolean acts() {
        return !paused && problems.isEmpty();
    }
}
