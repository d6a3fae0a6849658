package dev.tideline.engine.sweep;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param done persons behind the checkpoints
 * @param total persons to go through; 0 before the run is planned
 * @param evaluated users evaluated; those who are neither dirty nor due are passed by
 * @param matched candidates so far
 * @param poisoned persons set aside with an error
 * @param elapsed time since the run started
 */
public record Progress(long done, long total, long evaluated, long matched, long poisoned, Duration elapsed) {

    /** Persons a second; 0 before the first chunk. */
    public double rate() {
        double seconds = elapsed.toNanos() / 1e9;
        return seconds <= 0 ? 0 : done / seconds;
    }

    /** Time left at this rate; empty while the rate is not known. */
    public Optional<Duration> left() {
        return rate() <= 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis((long) (Math.max(0, total - done) / rate() * 1000)));
    }
}
