package dev.tideline.engine.simulation;

import dev.tideline.engine.job.JobProgress;
import dev.tideline.engine.job.JobState;
import dev.tideline.engine.simulation.SimulationResults.Amount;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A simulation as it stands.
 *
 * @param number its number
 * @param state where it is
 * @param playbook key of the playbook
 * @param version hash of the draft's files
 * @param filter condition on users; empty for everybody
 * @param asOf the instant of evaluation
 * @param requestedBy who asked
 * @param reason why it failed or was cancelled; empty if there is nothing to say
 * @param progress how far it is
 * @param found what it found; null unless it is DONE
 * @param createdAt when it was asked for
 * @param startedAt when it began; null if it has not
 * @param finishedAt when it ended; null if it has not
 */
public record Simulation(
        long number,
        JobState state,
        String playbook,
        String version,
        String filter,
        Instant asOf,
        String requestedBy,
        String reason,
        JobProgress progress,
        @Nullable Found found,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /**
     * What a publication must know.
     *
     * @param audience persons whom the draft would serve
     * @param maximumSpend the most that it would spend if all of them accepted
     */
    public record Found(long audience, Spend maximumSpend) {
        public Found {
            Objects.requireNonNull(maximumSpend, "maximumSpend");
        }
    }

    /**
     * A spend.
     *
     * @param reference its worth in the reference currency
     * @param assets by asset, in order of their keys; none twice
     */
    public record Spend(Amount reference, List<Amount> assets) {
        public Spend {
            Objects.requireNonNull(reference, "reference");
            assets = List.copyOf(assets);
        }
    }

    public Simulation {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(progress, "progress");
    }

    /** What it found, if it is DONE. */
    public Optional<Found> outcome() {
        return Optional.ofNullable(found);
    }
}
