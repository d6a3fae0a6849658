package dev.tideline.engine.benchmark;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;
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

    /** What the collection itself left: what is allocated before somebody looks does not count. */
    private static long live() {
        ManagementFactory.getMemoryMXBean().gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getCollectionUsage)
                .filter(Objects::nonNull)
                .mapToLong(MemoryUsage::getUsed)
                .sum();
    }

    private static void join(Thread sampler) {
        try {
            sampler.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
