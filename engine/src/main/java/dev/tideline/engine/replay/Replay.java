package dev.tideline.engine.replay;

import dev.tideline.engine.job.JobProgress;
import dev.tideline.engine.job.JobState;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A replay as it stands.
 *
 * @param number its number
 * @param state where it is
 * @param playbook key of the playbook
 * @param version hash of the playbook's files
 * @param arbitration whether it runs alone or among all live playbooks
 * @param against hash of the version that it is compared with; empty if there is none
 * @param from first day
 * @param to last day, included
 * @param every which days in between are evaluated
 * @param requestedBy who asked
 * @param reason why it failed or was cancelled, or what its result lacks; empty if there is nothing to say
 * @param progress how far it is, in users whose days are all evaluated; among all live playbooks each day is counted
 * @param evaluations users evaluated so far, each day counted
 * @param poisoned persons set aside because evaluating them failed
 * @param createdAt when it was asked for
 * @param startedAt when it began; null if it has not
 * @param finishedAt when it ended; null if it has not
 */
public record Replay(
        long number,
        JobState state,
        String playbook,
        String version,
        ReplayRequest.Arbitration arbitration,
        String against,
        LocalDate from,
        LocalDate to,
        Every every,
        String requestedBy,
        String reason,
        JobProgress progress,
        long evaluations,
        long poisoned,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /**
     * What one rule came to on one day.
     *
     * @param date the day
     * @param rule name of the rule
     * @param candidates users for whom it fired
     * @param decisions users for whom what it proposed was granted
     * @param version version of the playbook that the day was lived with; empty if it was alone
     * @param spend what was granted, in the reference asset; null if it was alone
     * @param refused candidates that were not granted, by reason; empty if it was alone
     */
    public record Result(
            LocalDate date,
            String rule,
            long candidates,
            long decisions,
            String version,
            @Nullable BigDecimal spend,
            SortedMap<String, Long> refused) {

        /** Of a playbook alone. */
        public Result(LocalDate date, String rule, long candidates, long decisions) {
            this(date, rule, candidates, decisions, "", null, Collections.emptySortedMap());
        }

        public Result {
            Objects.requireNonNull(date, "date");
            Objects.requireNonNull(rule, "rule");
            Objects.requireNonNull(version, "version");
            refused = Collections.unmodifiableSortedMap(new TreeMap<>(refused));
        }
    }

    public Replay {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(progress, "progress");
    }

    /** Evaluations a second, rounded; 0 before it began. */
    public long evaluationsPerSecond() {
        long millis = progress.elapsed().toMillis();
        return millis == 0 ? 0 : Math.round(evaluations * 1_000.0 / millis);
    }
}
