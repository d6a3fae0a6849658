package dev.tideline.engine.pull;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Decides once whether a call still claims or answers with the fallback. Whoever asks first wins: a claim that has started
 * finishes, and one that has not started when the time is over never does. Thread-safe.
 */
public final class TimeBudget {

    private enum Side {
        OPEN,
        CLAIMS,
        OVER
    }

    private final AtomicReference<Side> side = new AtomicReference<>(Side.OPEN);

    /** Starts the claim; false if the time is over. True again for whoever has started. */
    public boolean claim() {
        return side.compareAndSet(Side.OPEN, Side.CLAIMS) || side.get() == Side.CLAIMS;
    }

    /** Ends the time; false if the claim has started, so that its answer is worth waiting for. */
    public boolean end() {
        return side.compareAndSet(Side.OPEN, Side.OVER) || side.get() == Side.OVER;
    }
}
