package dev.tideline.engine.delivery;

import java.util.Map;
import reactor.core.publisher.Mono;

/** Carries a signed request to the receiver. Never fails: whatever happens is an {@link Answer}. */
@FunctionalInterface
public interface Transport {

    /**
     * One attempt.
     *
     * @param headers headers of Standard Webhooks: id, timestamp, signature
     * @param body the JSON text
     */
    Mono<Answer> send(Map<String, String> headers, String body);
}
