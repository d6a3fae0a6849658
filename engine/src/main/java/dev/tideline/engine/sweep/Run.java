package dev.tideline.engine.sweep;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One run as it stands.
 *
 * @param id its number
 * @param state where it stands
 * @param schedule cron and zone of its schedule; empty if somebody asked for it
 * @param playbooks keys it evaluates; empty for all of its schedule, or all that are live
 * @param asOf the instant of evaluation
 * @param full whether everybody is evaluated
 * @param dryRun whether nothing is written but counts
 * @param requestedBy who asked for it, or {@code schedule}
 * @param reason why it is held, cancelled or failed; else empty
 * @param rulebook hash of the rulebook it was planned with; empty before that
 * @param progress how far it is
 * @param counts results by playbook, outcome and reason, in that order
 * @param createdAt when the row was inserted
 * @param startedAt when it was split into shards; null before
 * @param finishedAt when it ended; null before
 */
public record Run(
        RunId id,
        RunState state,
        String schedule,
        Set<String> playbooks,
        Instant asOf,
        boolean full,
        boolean dryRun,
        String requestedBy,
        String reason,
        String rulebook,
        Progress progress,
        List<Count> counts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    public Run {
        Objects.requireNonNull(id, "id");
        playbooks = Set.copyOf(playbooks);
        counts = List.copyOf(counts);
    }
}
