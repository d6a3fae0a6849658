package dev.tideline.api.webhook;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that keeps a relay sending. Without an address nothing is sent and what there is to tell waits. */
public final class RelayLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
    private static final long IDLE_MILLIS = 500;
    private static final long TROUBLE_MILLIS = 2_000;

    private final @Nullable IntSupplier relay;
    private final String waiting;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    /**
     * A loop that is not started yet.
     *
     * @param name of its thread
     * @param relay sends a batch and says how many messages that were; null without an address
     * @param waiting what is logged without one
     */
    RelayLoop(String name, @Nullable IntSupplier relay, String waiting) {
        this.relay = relay;
        this.waiting = waiting;
        this.thread = new Thread(this::loop, name);
    }

    /** Starts sending. */
    public void start() {
        if (relay == null) {
            LOG.info(waiting);
        } else {
            thread.start();
        }
    }

    private void loop() {
        long pause = 0;
        while (!stopped(pause)) {
            pause = relay == null ? IDLE_MILLIS : send(relay);
        }
    }

    private long send(IntSupplier sender) {
        try {
            return sender.getAsInt() == 0 ? IDLE_MILLIS : 0;
        } catch (RuntimeException e) {
            // An edge: the relay must outlive a database that is away; leases bring its messages back.
            LOG.warn("The {} could not send and will try again: {}", thread.getName(), e.getMessage());
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
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
