package dev.tideline.api.webhook;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads that keep doing what there is to do, such as sending. Without an address nothing is sent and what there is to tell waits. */
public final class WorkLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WorkLoop.class);
    private static final long IDLE_MILLIS = 500;
    private static final long TROUBLE_MILLIS = 2_000;

    private final @Nullable IntSupplier work;
    private final String waiting;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final String name;
    private final List<Thread> threads;

    /** A loop of one thread. */
    WorkLoop(String name, @Nullable IntSupplier work, String waiting) {
        this(name, 1, work, waiting);
    }

    /**
     * A loop that is not started yet.
     *
     * @param name of its threads
     * @param atOnce how many threads, each with a batch of its own
     * @param work does a batch and says of how many; null if there is nothing that could do it
     * @param waiting what is logged without one
     */
    WorkLoop(String name, int atOnce, @Nullable IntSupplier work, String waiting) {
        this.name = name;
        this.work = work;
        this.waiting = waiting;
        this.threads = IntStream.rangeClosed(1, atOnce)
                .mapToObj(number -> new Thread(this::loop, name + "-" + number))
                .toList();
    }

    /** Starts it. */
    public void start() {
        if (work == null) {
            LOG.info(waiting);
        } else {
            threads.forEach(Thread::start);
        }
    }

    private void loop() {
        long pause = 0;
        while (!stopped(pause)) {
            pause = work == null ? IDLE_MILLIS : step(work);
        }
    }

    private long step(IntSupplier batch) {
        try {
            return batch.getAsInt() == 0 ? IDLE_MILLIS : 0;
        } catch (RuntimeException e) {
            // An edge: the thread must outlive a database that is away; leases bring back what it held.
            LOG.warn("The {} could not go on and will try again: {}", name, e.getMessage());
            return TROUBLE_MILLIS;
        }
    }

    private boolean stopped(long pauseMillis) {
        try {
            return stop.await(pauseMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lets the batch under way end. */
    @Override
    public void close() {
        stop.countDown();
        try {
            for (Thread thread : threads) {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
