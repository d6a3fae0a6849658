package dev.tideline.engine.rulebook.catalogue;

import dev.tideline.rules.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * One stored playbook and whether it acts.
 *
 * @param key its key
 * @param version content hash of the version in force; empty if there has been none that could be
 * @param paused whether it is paused
 * @param retired whether the folder it came from is gone: it does not act until the folder is back
 * @param reason why it is paused or retired; empty if it is live and never was
 * @param changedBy who paused or resumed it last; empty if nobody did
 * @param changedAt when that was, or when it was stored first
 * @param problems why this version could not be compiled; empty if it could
 * @param refused what is wrong with the version that stands in the operator's folder and was refused; empty if none was
 */
public record PlaybookState(
        String key,
        String version,
        boolean paused,
        boolean retired,
        String reason,
        String changedBy,
        Instant changedAt,
        List<Problem> problems,
        List<Problem> refused) {

    public PlaybookState {
        Objects.requireNonNull(key, "key");
        problems = List.copyOf(problems);
        refused = List.copyOf(refused);
    }

    /** The same with these problems. */
    public PlaybookState with(List<Problem> found) {
        return new PlaybookState(key, version, paused, retired, reason, changedBy, changedAt, found, refused);
    }

    /** This version, paused and retired as the other one is. */
    public PlaybookState switchedAs(PlaybookState other) {
        return new PlaybookState(
                key,
                version,
                other.paused,
                other.retired,
                other.reason,
                other.changedBy,
                other.changedAt,
                problems,
                other.refused);
    }

    /** Whether there is a version of it in force, be it paused. */
    public boolean isStored() {
        return !version.isEmpty();
    }

    /** Whether its candidates count: it compiled, its folder is there and nobody paused it. */
    public boolean acts() {
        return isStored() && !paused && !retired && problems.isEmpty();
    }
}
