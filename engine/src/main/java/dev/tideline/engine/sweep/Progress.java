package dev.tideline.engine.sweep;

import java.time.Duration;
import java.util.Optional;

/**
 * How far a run is.
 *
 * @param done persons evaluated and committed
 * @param total persons to evaluate; 0 before the run is planned
 * @param matched candidates so far
 * @param poisoned persons set aside with an error
 * @param elapsed time since the run started
 */
public record Progress(long done, long total, long matched, long poisoned, Duration elapsed) {

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
