package dev.tideline.api.simulations;

import dev.tideline.api.http.AmountView;
import dev.tideline.engine.job.JobProgress;
import dev.tideline.engine.simulation.Simulation;
import dev.tideline.engine.simulation.Simulation.Found;
import dev.tideline.engine.simulation.SimulationResults.Amount;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One simulation as it stands.
 *
 * @param id its number
 * @param state PLANNED, RUNNING, DONE, FAILED or CANCELLED
 * @param playbook key of the playbook
 * @param version hash of the draft's files
 * @param filter whom it looks at; empty for everybody
 * @param asOf the instant of evaluation
 * @param requestedBy who asked
 * @param reason why it failed or was cancelled, or what its results lack
 * @param progress how far it is
 * @param audience persons whom the draft would serve; null until it is DONE
 * @param maximumSpend the most that the draft would spend, in the reference currency; null until it is DONE
 * @param maximumSpendByAsset the same by asset; empty until it is DONE
 * @param createdAt when it was asked for
 * @param startedAt when it began
 * @param finishedAt when it ended
 */
record SimulationView(
        String id,
        String state,
        String playbook,
        String version,
        String filter,
        Instant asOf,
        String requestedBy,
        String reason,
        SimulationProgress progress,
        @Nullable Long audience,
        @Nullable AmountView maximumSpend,
        List<AmountView> maximumSpendByAsset,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /**
     * How far a simulation is.
     *
     * @param done persons behind it; who waits for budgets counts once more a side
     * @param total how many there are, as far as it is known
     * @param elapsedSeconds time since it began
     * @param perSecond persons a second
     * @param secondsLeft time left at this rate; null while unknown
     */
    record SimulationProgress(
            long done,
            long total,
            long elapsedSeconds,
            long perSecond,
            @Nullable Long secondsLeft) {

        static SimulationProgress of(JobProgress progress) {
            return new SimulationProgress(
                    progress.done(),
                    progress.total(),
                    progress.elapsed().toSeconds(),
                    Math.round(progress.rate()),
                    progress.left().map(Duration::toSeconds).orElse(null));
        }
    }

    static SimulationView of(Simulation simulation) {
        Found found = simulation.found();
        return new SimulationView(
                String.valueOf(simulation.number()),
                simulation.state().name(),
                simulation.playbook(),
                simulation.version(),
                simulation.filter(),
                simulation.asOf(),
                simulation.requestedBy(),
                simulation.reason(),
                SimulationProgress.of(simulation.progress()),
                found == null ? null : found.audience(),
                found == null ? null : amount(found.maximumSpend().reference()),
                found == null
                        ? List.of()
                        : found.maximumSpend().assets().stream()
                                .map(SimulationView::amount)
                                .toList(),
                simulation.createdAt(),
                simulation.startedAt(),
                simulation.finishedAt());
    }

    private static AmountView amount(Amount amount) {
        return new AmountView(amount.amount(), amount.asset());
    }
}
