package dev.tideline.engine.access;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where keys are kept. */
public interface KeyStore {

    /** A key with the hash of its secret. */
    record Kept(ApiKey key, String hash) {}

    /** Keeps a key; one with the same id is replaced and no longer revoked. */
    Mono<Void> save(ApiKey key, String hash);

    /** The key with this id, unless it was revoked. */
    Mono<Kept> find(String id);

    /** Keys that were not revoked, oldest first. */
    Flux<ApiKey> all();

    /** Ends a key; false if there was none to end. */
    Mono<Boolean> revoke(String id, Instant at);
}
