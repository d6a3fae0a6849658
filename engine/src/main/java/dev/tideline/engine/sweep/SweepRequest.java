package dev.tideline.engine.sweep;

import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that somebody asks for.
 *
 * @param playbooks keys of the playbooks; empty for all that are live
 * @param asOf the instant of evaluation; null for the database's now
 * @param full whether everybody is evaluated rather than those who are dirty or due
 * @param dryRun whether nothing is written but counts
 * @param requestedBy name of the person or service
 */
public record SweepRequest(
        Set<String> playbooks, @Nullable Instant asOf, boolean full, boolean dryRun, String requestedBy) {

    public SweepRequest {
        playbooks = Set.copyOf(playbooks);
        Objects.requireNonNull(requestedBy, "requestedBy");
    }

    /** Everybody who is dirty or due, by all live playbooks, now. */
    public static SweepRequest everything(String requestedBy) {
        return new SweepRequest(Set.of(), null, false, false, requestedBy);
    }

    /** The same request for everybody. */
    public SweepRequest forEverybody() {
        return new SweepRequest(playbooks, asOf, true, dryRun, requestedBy);
    }
}
