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
        List<Problem> refused,
        @Nullable Quarantined quarantined) {

    public PlaybookState {
        Objects.requireNonNull(key, "key");
        problems = List.copyOf(problems);
        refused = List.copyOf(refused);
    }

    /** The same with these problems. */
    public PlaybookState with(List<Problem> found) {
        return new PlaybookState(
                key, version, paused, retired, reason, changedBy, changedAt, found, share, refused, quarantined);
    }

    /** This version, paused, retired and ramped as the other one is; a quarantine is of one version alone. */
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
                other.share,
                other.refused,
                version.equals(other.version) ? other.quarantined : quarantined);
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
