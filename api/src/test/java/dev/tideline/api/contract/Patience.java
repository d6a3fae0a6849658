package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;

/** Waits for what other threads do by themselves. */
public final class Patience {

    private static final long NANOS = 20_000_000_000L;

    private Patience() {}

    /** Returns once the claim is true; fails if it does not become so. */
    public static void until(Callable<Boolean> claim) {
        long end = System.nanoTime() + NANOS;
        try {
            while (!claim.call()) {
                assertThat(System.nanoTime()).as("patience").isLessThan(end);
                Thread.onSpinWait();
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
