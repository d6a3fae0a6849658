package dev.tideline.engine.delivery;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.delivery.SendCheck.Obstacle;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends what is ready in the outbox to one endpoint. Several relays on one database share the work. Nothing is lost when
 * a relay dies: its lease ends and another sends the message again, under the same id and with the same body.
 */
public final class Relay {

    /** Two rounds of the longest answer, 26 s each, fit well into the lease of two minutes. */
    private static final int BATCH = 64;

    private static final int AT_ONCE = 32;
    private static final Obstacle EXPIRED = new Obstacle.Stale(Reason.EXPIRED);
    private static final Logger log = LoggerFactory.getLogger(Relay.class);
    private static final String GONE = "410 Gone";
    private static final Duration LONGEST_PAUSE = Duration.ofHours(24);

    private final OutboxQueue queue;
    private final String endpoint;
    private final WebhookSigner signer;
    private final Transport transport;
    private final SendCheck check;
    private final Clock clock;

    private record Result(Leased message, Answer answer) {}

    /**
     * A relay to one endpoint.
     *
     * @param endpoint address under which the endpoint can be disabled; another address is another endpoint
     */
    public Relay(
            Database database,
            String endpoint,
            WebhookSigner signer,
            Transport transport,
            SendCheck check,
            Clock clock) {
        this(new PostgresOutboxQueue(database), endpoint, signer, transport, check, clock);
    }

    Relay(OutboxQueue queue, String endpoint, WebhookSigner signer, Transport transport, SendCheck check, Clock clock) {
        this.queue = queue;
        this.endpoint = endpoint;
        this.signer = signer;
        this.transport = transport;
        this.check = check;
        this.clock = clock;
    }

    /** Sends one batch on this thread and returns how many messages it handled; 0 means there is nothing to do now. */
    public int sendBatch() {
        if (!queue.enabled(endpoint)) {
            return 0;
        }
        List<Leased> batch = queue.lease(BATCH);
        if (batch.isEmpty()) {
            return 0;
        }
        List<Leased> allowed = unobstructed(batch, clock.instant());
        List<Result> results = Flux.fromIterable(allowed)
                .flatMap(this::send, AT_ONCE)
                .collectList()
                .toFuture()
                .join();
        record(results);
        return batch.size();
    }

    private List<Leased> unobstructed(List<Leased> batch, Instant asOf) {
        List<Leased> free =
                new ArrayList<>(batch.stream().filter(Leased::notice).toList());
        List<Leased> touches =
                batch.stream().filter(message -> !message.notice()).toList();
        Map<UUID, Obstacle> obstacles = check.obstacles(touches, asOf);
        for (Leased message : touches) {
            Obstacle obstacle = message.expired() ? EXPIRED : obstacles.get(message.id());
            if (obstacle == null) {
                free.add(message);
            } else if (obstacle instanceof Obstacle.Stale stale) {
                queue.stale(message, stale.reason());
            } else if (obstacle instanceof Obstacle.Wait wait) {
                queue.wait(message, wait.until());
            }
        }
        return free;
    }

    private Mono<Result> send(Leased message) {
        Map<String, String> headers = signer.headers("msg_" + message.id(), clock.instant(), message.body());
        return transport.send(headers, message.body()).map(answer -> new Result(message, answer));
    }

    private void record(List<Result> results) {
        List<Leased> delivered = new ArrayList<>();
        List<Leased> gone = new ArrayList<>();
        for (Result result : results) {
            if (result.answer() instanceof Answer.Accepted) {
                delivered.add(result.message());
            } else if (result.answer() instanceof Answer.Failed failed) {
                failed(result.message(), failed);
            } else {
                gone.add(result.message());
            }
        }
        queue.delivered(delivered);
        if (!gone.isEmpty()) {
            disable(gone);
        }
    }

    /** These and all others wait until somebody enables the address, or sets another. */
    private void disable(List<Leased> gone) {
        queue.disable(endpoint, GONE);
        gone.forEach(message -> queue.retry(message, GONE, Duration.ZERO));
        log.warn("The webhook's address is disabled: it answered {} to {} touches, which wait", GONE, gone.size());
    }

    private void failed(Leased message, Answer.Failed failed) {
        RetrySchedule.pauseAfter(message.attempts())
                .ifPresentOrElse(
                        scheduled -> queue.retry(message, failed.cause(), pause(scheduled, failed.retryAfter())),
                        () -> queue.giveUp(message, failed.cause()));
    }

    /** What the receiver asked for, if that is longer than scheduled and no longer than a day's patience. */
    private static Duration pause(Duration scheduled, @Nullable Duration asked) {
        if (asked == null || asked.compareTo(scheduled) <= 0) {
            return scheduled;
        }
        return asked.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : asked;
    }
}
