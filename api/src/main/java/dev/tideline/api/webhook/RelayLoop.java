package dev.tideline.api.webhook;

import dev.tideline.engine.delivery.Relay;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that keeps the relay sending. Without a webhook nothing is sent and touches wait in the outbox. */
public final class RelayLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RelayLoop.class);
    private static final long IDLE_MILLIS = 500;
    private static final long TROUBLE_MILLIS = 2_000;

    private final @Nullable Relay relay;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = new Thread(this::loop, "relay");

    RelayLoop(@Nullable Relay relay) {
        this.relay = relay;
    }

    /** Starts sending. */
    public void start() {
        if (relay == null) {
            LOG.info("No webhook is set: touches wait in the outbox");
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

    private long send(Relay sender) {
        try {
            return sender.sendBatch() == 0 ? IDLE_MILLIS : 0;
        } catch (RuntimeException e) {
            // An edge: the relay must outlive a database that is away; leases bring its messages back.
            LOG.warn("The relay could not send and will try again: {}", e.getMessage());
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
