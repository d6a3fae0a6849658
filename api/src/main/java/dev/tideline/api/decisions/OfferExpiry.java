package dev.tideline.api.decisions;

import dev.tideline.engine.idempotency.IdempotentCalls;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that lets offers and kept answers end whose time is over. */
final class OfferExpiry implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OfferExpiry.class);
    private static final int BATCH = 200;
    private static final long PAUSE_SECONDS = 5;

    private final Sides sides;
    private final IdempotentCalls calls;
    private final Clock clock;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "offer-expiry");
        made.setDaemon(true);
        return made;
    });

    OfferExpiry(Sides sides, IdempotentCalls calls, Clock clock) {
        this.sides = sides;
        this.calls = calls;
        this.clock = clock;
    }

    OfferExpiry start() {
        var unused = thread.scheduleWithFixedDelay(this::expire, PAUSE_SECONDS, PAUSE_SECONDS, TimeUnit.SECONDS);
        return this;
    }

    private void expire() {
        try {
            boolean more = true;
            while (more) {
                more = sides.expireDue(clock.instant(), BATCH);
            }
            calls.forgetOld();
        } catch (RuntimeException e) {
            // An edge: the thread must outlive a database that is away.
            LOG.warn("Offers could not be ended and will be tried again: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
