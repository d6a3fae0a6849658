package dev.tideline.engine.fulfilment;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the wallet has been told to pay a grant.
 *
 * @param state READY while it is told, ACKNOWLEDGED, or WITHDRAWN if it was clawed back before
 * @param attempts attempts so far
 * @param reason why the last one failed; empty if it did not
 * @param takenAt when the wallet first took it without acknowledging it
 * @param since when it became payable
 * @param nextAttemptAt when it is told next, while it is
 */
public record Told(
        String state, int attempts, String reason, @Nullable Instant takenAt, Instant since, Instant nextAttemptAt) {

    /** The same of a grant that is told of only so long after it became payable, also before the first relay has seen it. */
    public Told delayed(Duration payoutAfter) {
        Instant first = since.plus(payoutAfter);
        return new Told(state, attempts, reason, takenAt, since, nextAttemptAt.isBefore(first) ? first : nextAttemptAt);
    }
}
