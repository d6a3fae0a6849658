package dev.tideline.engine.access;

import java.time.Instant;
import reactor.core.publisher.Mono;

/** Where tokens are kept. */
public interface UserTokenStore {

    /** A token with the hash of its secret. */
    record Kept(UserToken token, String hash) {}

    /** Keeps a token; false if the key that mints it was revoked: then nothing is kept. Some that ended are forgotten. */
    Mono<Boolean> save(UserToken token, String hash, Instant at);

    /** The token with this id, ended or not, unless its key was revoked. */
    Mono<Kept> find(String id);
}
