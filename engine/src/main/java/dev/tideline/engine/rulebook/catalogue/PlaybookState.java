package dev.tideline.engine.rulebook.catalogue;

import dev.tideline.engine.quarantine.Quarantined;
import dev.tideline.rules.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
 * @param share percent of persons that it acts for, 1 to 100
 * @param before content hash of the version that goes on for the other persons; empty if none does
 * @param refused what is wrong with the version that stands in the operator's folder and was refused; empty if none was
 * @param quarantined why this version does not act though nobody paused it; null if it is not in quarantine
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
        int share,
        String before,
        List<Problem> refused,
        @Nullable Quarantined quarantined) {

    public PlaybookState {
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(before, "before");
        problems = List.copyOf(problems);
        refused = List.copyOf(refused);
    }

    /** The same with these problems. */
    public PlaybookState with(List<Problem> found) {
        return new PlaybookState(
                key,
                version,
                paused,
                retired,
                reason,
                changedBy,
                changedAt,
                found,
                share,
                before,
                refused,
                quarantined);
    }

    /**
     * This version, paused and retired as the other one is. Its share of persons stays: who acts outside of another one may not
     * have been compiled yet. A quarantine is of the versions that act.
     */
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
                share,
                before,
                other.refused,
                isToldBy(other) ? other.quarantined : quarantined);
    }

    private boolean isToldBy(PlaybookState other) {
        return other.quarantined == null
                ? version.equals(other.version)
                : versions().contains(other.quarantined.version());
    }

    /** The content hashes of the versions that act: one, or two while one goes on outside the share of the other. */
    public List<String> versions() {
        return before.isEmpty() ? List.of(version) : List.of(version, before);
    }

    /** Whether there is a version of it in force, be it paused. */
    public boolean isStored() {
        return !version.isEmpty();
    }

    /** Whether somebody or something stopped it: it is paused, its folder is gone, or it ran away. */
    public boolean isStopped() {
        return paused || retired || quarantined != null;
    }

    /** Whether its candidates count: it compiled and nothing stopped it. */
    public boolean acts() {
        return isStored() && !isStopped() && problems.isEmpty();
    }
}
