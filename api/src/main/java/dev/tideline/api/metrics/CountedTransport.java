package dev.tideline.api.metrics;

import dev.tideline.engine.delivery.Answer;
import dev.tideline.engine.delivery.Transport;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Counts the attempts of this node to send, by what came of them. */
public final class CountedTransport implements Transport {

    private final Transport transport;
    private final MeterRegistry registry;

    /** Counts what goes through this transport. */
    public CountedTransport(Transport transport, MeterRegistry registry) {
        this.transport = transport;
        this.registry = registry;
    }

    @Override
    public Mono<Answer> send(Map<String, String> headers, String body) {
        return transport.send(headers, body).doOnNext(this::count);
    }

    private void count(Answer answer) {
        registry.counter("tideline.relay.attempts", "result", result(answer)).increment();
    }

    private static String result(Answer answer) {
        if (answer instanceof Answer.Accepted) {
            return "accepted";
        }
        return answer instanceof Answer.Gone ? "gone" : "failed";
    }
}
