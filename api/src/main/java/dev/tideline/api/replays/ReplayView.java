package dev.tideline.api.replays;

import dev.tideline.engine.job.JobProgress;
import dev.tideline.engine.replay.Replay;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One replay as it stands.
 *
 * @param id its number
 * @param state PLANNED, RUNNING, DONE, FAILED or CANCELLED
 * @param playbook key of the playbook
 * @param version hash of the playbook's files
 * @param arbitration alone or full
 * @param against hash of the version that it is compared with; null if there is none
 * @param from first day
 * @param to last day, included
 * @param every day, week or month
 * @param requestedBy who asked
 * @param reason why it failed or was cancelled, or what its results lack
 * @param progress how far it is
 * @param createdAt when it was asked for
 * @param startedAt when it began
 * @param finishedAt when it ended
 */
record ReplayView(
        String id,
        String state,
        String playbook,
        String version,
        String arbitration,
        @Nullable String against,
        LocalDate from,
        LocalDate to,
        String every,
        String requestedBy,
        String reason,
        ReplayProgress progress,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {

    /**
     * How far a replay is.
     *
     * @param done users whose days are all evaluated
     * @param total users there are
     * @param evaluations users evaluated so far, each day counted
     * @param poisoned persons set aside because evaluating them failed
     * @param elapsedSeconds time since it began
     * @param perSecond evaluations a second
     * @param secondsLeft time left at this rate; null while unknown
     */
    record ReplayProgress(
            long done,
            long total,
            long evaluations,
            long poisoned,
            long elapsedSeconds,
            long perSecond,
            @Nullable Long secondsLeft) {

        static ReplayProgress of(Replay replay) {
            JobProgress progress = replay.progress();
            return new ReplayProgress(
                    progress.done(),
                    progress.total(),
                    replay.evaluations(),
                    replay.poisoned(),
                    progress.elapsed().toSeconds(),
                    replay.evaluationsPerSecond(),
                    progress.left().map(Duration::toSeconds).orElse(null));
        }
    }

    static ReplayView of(Replay replay) {
        return new ReplayView(
                String.valueOf(replay.number()),
                replay.state().name(),
                replay.playbook(),
                replay.version(),
                replay.arbitration().name().toLowerCase(Locale.ROOT),
                replay.against().isEmpty() ? null : replay.against(),
                replay.from(),
                replay.to(),
                replay.every().name().toLowerCase(Locale.ROOT),
                replay.requestedBy(),
                replay.reason(),
                ReplayProgress.of(replay),
                replay.createdAt(),
                replay.startedAt(),
                replay.finishedAt());
    }
}
