package dev.tideline.engine.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a failed send is tried again: after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, the schedule that
 * Standard Webhooks 1.0 recommends (https://www.standardwebhooks.com, "Deliverability and reliability").
 */
public final class RetrySchedule {

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    private RetrySchedule() {}

    /**
     * The pause after this many attempts; empty if that was the last.
     *
     * @param attempts attempts so far, 1 or more
     */
    public static Optional<Duration> pauseAfter(int attempts) {
        return attempts <= PAUSES.size() ? Optional.of(PAUSES.get(attempts - 1)) : Optional.empty();
    }
}
