package dev.tideline.engine.access;

import java.time.Instant;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Where keys are kept. */
public interface KeyStore {

    /** A key with the hash of its secret. */
    record Kept(ApiKey key, String hash) {}

    /** Keeps a key; false if its id or its secret is kept already, revoked or not: then nothing changes. */
    Mono<Boolean> save(ApiKey key, String hash);

    /** The key with this id, unless it was revoked. */
    Mono<Kept> find(String id);

    /** The key with this hash of its secret, unless it was revoked. */
    Mono<Kept> findByHash(String hash);

    /** Keys that were not revoked, oldest first. */
    Flux<ApiKey> all();

    /** Ends a key, and any other with the same secret; false if there was none to end. */
    Mono<Boolean> revoke(String id, Instant at);

    /** Ends the keys of this owner that were made by this maker, but for the one with this hash. */
    Mono<Void> retire(String owner, String createdBy, String hash, Instant at);
}
