package dev.tideline.engine.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a job is.
 *
 * @param done units behind it
 * @param total units there are
 * @param elapsed time since it began
 */
public record JobProgress(long done, long total, Duration elapsed) {

    /** Units a second; 0 before the first. */
    public double rate() {
        return elapsed.isZero() ? 0 : done * 1_000.0 / elapsed.toMillis();
    }

    /** Time left if the rest goes like the part that is done; empty before anything is. */
    public Optional<Duration> left() {
        return done == 0
                ? Optional.empty()
                : Optional.of(
                        Duration.ofMillis(Math.round((double) elapsed.toMillis() * Math.max(0, total - done) / done)));
    }
}
