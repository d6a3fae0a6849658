package dev.tideline.api.sweeps;

import dev.tideline.engine.sweep.Count;
import dev.tideline.engine.sweep.Progress;
import dev.tideline.engine.sweep.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One sweep as it stands.
 *
 * @param id its number
 * @param state PLANNED, RUNNING, HELD, DONE, CANCELLED or FAILED
 * @param schedule cron and zone; empty if somebody asked for it
 * @param playbooks keys it evaluates; empty for all that act
 * @param asOf instant of evaluation
 * @param full whether everybody is evaluated
 * @param dryRun whether nothing but counts is written
 * @param requestedBy who asked
 * @param reason why it is held, cancelled or failed
 * @param rulebook hash of the rules
 * @param progress how far it is
 * @param counts candidates by playbook, outcome and reason; null in a list
 * @param createdAt when it was asked for
 * @param startedAt when it began
 * @param finishedAt when it ended
 */
record SweepView(
        String id,
        String state,
        String schedule,
        List<String> playbooks,
        Instant asOf,
        boolean full,
        boolean dryRun,
        String requestedBy,
        String reason,
        String rulebook,
        ProgressView progress,
        @Nullable List<Count> counts,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /**
     * How far a sweep is.
     *
     * @param done persons committed
     * @param total persons in all
     * @param matched candidates so far
     * @param poisoned persons set aside with an error
     * @param elapsedSeconds time since it began
     * @param perSecond persons a second
     * @param secondsLeft time left at this rate; null while unknown
     */
    record ProgressView(
            long done,
            long total,
            long matched,
            long poisoned,
            long elapsedSeconds,
            long perSecond,
            @Nullable Long secondsLeft) {

        static ProgressView of(Progress progress) {
            return new ProgressView(
                    progress.done(),
                    progress.total(),
                    progress.matched(),
                    progress.poisoned(),
                    progress.elapsed().toSeconds(),
                    Math.round(progress.rate()),
                    progress.left().map(Duration::toSeconds).orElse(null));
        }
    }

    static SweepView of(Run run) {
        return of(run, run.counts());
    }

    /** As one of many: a list counts nothing. */
    static SweepView listed(Run run) {
        return of(run, null);
    }

    private static SweepView of(Run run, @Nullable List<Count> counts) {
        return new SweepView(
                run.id().toString(),
                run.state().name(),
                run.schedule(),
                run.playbooks().stream().sorted().toList(),
                run.asOf(),
                run.full(),
                run.dryRun(),
                run.requestedBy(),
                run.reason(),
                run.rulebook(),
                ProgressView.of(run.progress()),
                counts,
                run.createdAt(),
                run.startedAt(),
                run.finishedAt());
    }
}
