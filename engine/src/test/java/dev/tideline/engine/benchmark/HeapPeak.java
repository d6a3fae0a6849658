package dev.tideline.engine.benchmark;

import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/** The most live heap seen while some work runs: collects garbage ten times a second and looks at what is left. */
final class HeapPeak {

    private static final long PAUSE_NANOS = 100_000_000;

    private HeapPeak() {}

    /** Bytes that were live at most; the work is slower for being looked at. */
    static long during(Runnable work) {
        AtomicBoolean done = new AtomicBoolean();
        long[] peak = {0};
        Thread sampler = new Thread(
                () -> {
                    while (!done.get()) {
                        peak[0] = Math.max(peak[0], live());
                        LockSupport.parkNanos(PAUSE_NANOS);
                    }
                    peak[0] = Math.max(peak[0], live());
                },
                "heap-peak");
        sampler.start();
        try {
            work.run();
        } finally {
            done.set(true);
            join(sampler);
        }
        return peak[0];
    }

    private static long live() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static void join(Thread sampler) {
        try {
            sampler.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
