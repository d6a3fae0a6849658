package dev.tideline.engine.fulfilment;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.delivery.Answer;
import dev.tideline.engine.delivery.Endpoints;
import dev.tideline.engine.delivery.RetrySchedule;
import dev.tideline.engine.delivery.Transport;
import dev.tideline.engine.delivery.WebhookSigner;
import dev.tideline.engine.evaluation.promise.GrantGates;
import dev.tideline.engine.fulfilment.PayoutQueue.Message;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.rules.incentives.Incentives;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tells the wallet what is payable, at least once and always under the same key and with the same bytes. Nothing is given
 * up: money that is owed is told of once a day until the wallet has acknowledged it.
 */
public final class PayoutRelay {

    /** Two rounds of the longest answer, 26 s each, fit well into the lease of two minutes. */
    private static final int BATCH = 64;

    private static final int AT_ONCE = 32;
    private static final Duration DAILY = Duration.ofHours(24);
    private static final Duration UNACKNOWLEDGED = Duration.ofHours(1);
    private static final String GONE = "410 Gone";
    private static final Logger log = LoggerFactory.getLogger(PayoutRelay.class);

    private final PayoutQueue queue;
    private final Payouts payouts;
    private final Endpoints endpoints;
    private final String endpoint;
    private final WebhookSigner signer;
    private final Transport transport;
    private final Clock clock;

    private record Result(Payout payout, Answer answer) {}

    /**
     * A relay to one wallet.
     *
     * @param endpoint address under which it can be disabled
     * @param catalogue knows of each incentive its type and how long its payout waits
     * @param gates are asked before each attempt: who may not be paid now is not paid
     */
    public PayoutRelay(
            Database database,
            String endpoint,
            WebhookSigner signer,
            Transport transport,
            Incentives catalogue,
            GrantGates gates,
            Clock clock) {
        this.queue = new PayoutQueue(database, catalogue, gates);
        this.payouts = new Payouts(database);
        this.endpoints = new Endpoints(database);
        this.endpoint = endpoint;
        this.signer = signer;
        this.transport = transport;
        this.clock = clock;
    }

    /** Sends one batch on this thread and returns how many messages it handled; 0 means there is nothing to do now. */
    public int sendBatch() {
        if (!endpoints.enabled(endpoint)) {
            return 0;
        }
        List<Message> batch = queue.lease(BATCH);
        if (batch.isEmpty()) {
            return 0;
        }
        Map<GrantId, List<Message>> byGrant = batch.stream()
                .collect(Collectors.groupingBy(
                        message -> message.payout().grant(), LinkedHashMap::new, Collectors.toList()));
        List<Result> results = Flux.fromIterable(byGrant.values())
                .flatMap(this::inTurn, AT_ONCE)
                .collectList()
                .toFuture()
                .join();
        record(results);
        return batch.size();
    }

    /** What is told of one grant, one after the other. */
    private Flux<Result> inTurn(List<Message> messages) {
        return Flux.fromIterable(messages).concatMap(this::send);
    }

    private Mono<Result> send(Message message) {
        Payout payout = message.payout();
        Map<String, String> headers =
                new HashMap<>(signer.headers(payout.messageId(), clock.instant(), message.body()));
        headers.put("Idempotency-Key", visible(payout.idempotencyKey()));
        return transport.send(headers, message.body()).map(answer -> new Result(payout, answer));
    }

    /** A header carries visible ASCII only; a key that has more comes percent-encoded. */
    private static String visible(String key) {
        boolean plain = key.chars().allMatch(c -> c > ' ' && c < 127);
        return plain ? key : URLEncoder.encode(key, StandardCharsets.UTF_8);
    }

    private void record(List<Result> results) {
        List<GrantId> acknowledged = new ArrayList<>();
        PayoutQueue.Results written = queue.results();
        int gone = 0;
        for (Result result : results) {
            if (result.answer() instanceof Answer.Accepted accepted) {
                accepted(written, result.payout(), accepted.body(), acknowledged);
            } else if (result.answer() instanceof Answer.Failed failed) {
                retry(written, result.payout(), failed.cause(), failed.retryAfter());
            } else {
                written.retry(result.payout(), GONE, Duration.ZERO);
                gone++;
            }
        }
        written.write();
        if (!acknowledged.isEmpty()) {
            payouts.acknowledge(acknowledged);
        }
        if (gone > 0) {
            endpoints.disable(endpoint, GONE);
            log.warn("The wallet's address is disabled: it answered {} to {} payouts, which wait", GONE, gone);
        }
    }

    private static void accepted(PayoutQueue.Results written, Payout payout, String body, List<GrantId> acknowledged) {
        if (payout.kind() == Payout.Kind.TAKE_BACK) {
            written.done(payout);
            return;
        }
        switch (Acknowledgement.in(body, payout)) {
            case GIVEN -> acknowledged.add(payout.grant());
            case LATER -> written.taken(payout, longer(UNACKNOWLEDGED, scheduled(payout)));
            case OF_ANOTHER -> retry(written, payout, "acknowledged another key", null);
        }
    }

    private static void retry(PayoutQueue.Results written, Payout payout, String cause, @Nullable Duration asked) {
        Duration pause = asked == null ? scheduled(payout) : longer(asked, scheduled(payout));
        written.retry(payout, cause, pause.compareTo(DAILY) > 0 ? DAILY : pause);
    }

    private static Duration scheduled(Payout payout) {
        return RetrySchedule.pauseAfter(payout.attempts()).orElse(DAILY);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
