package dev.tideline.engine.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Makes, checks and ends API keys. A checked key is remembered for a few seconds, so that a busy service does not ask the
 * database on every call; a revoked key therefore ends within that time on every node. Thread-safe.
 */
public final class ApiKeys {

    private static final Duration MEMORY = Duration.ofSeconds(5);
    private static final int MOST_REMEMBERED = 10_000;

    private final KeyStore store;
    private final Clock clock;
    private final Consumer<byte[]> randomBytes;
    private final Map<String, Remembered> remembered = new ConcurrentHashMap<>();

    private record Remembered(KeyStore.Kept kept, Instant until) {}

    /** A new key: the only time its secret is seen. */
    public record Issued(ApiKey key, KeySecret secret) {}

    public ApiKeys(KeyStore store, Clock clock, Consumer<byte[]> randomBytes) {
        this.store = store;
        this.clock = clock;
        this.randomBytes = randomBytes;
    }

    /** The key that this token proves; empty if it proves none. */
    public Mono<ApiKey> check(String token) {
        return Mono.justOrEmpty(KeySecret.parse(token))
                .flatMap(secret -> kept(secret.id())
                        .filter(kept -> secret.matches(kept.hash()))
                        .map(KeyStore.Kept::key));
    }

    private Mono<KeyStore.Kept> kept(String id) {
        Remembered known = remembered.get(id);
        if (known != null && known.until().isAfter(clock.instant())) {
            return Mono.just(known.kept());
        }
        return store.find(id).doOnNext(kept -> remember(id, kept));
    }

    private void remember(String id, KeyStore.Kept kept) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(id, new Remembered(kept, clock.instant().plus(MEMORY)));
    }

    /** Makes a key of fresh random bytes. */
    public Mono<Issued> issue(String owner, Set<Role> roles, String createdBy) {
        return keep(KeySecret.random(randomBytes), owner, roles, createdBy);
    }

    /** Keeps a key whose secret was chosen by the operator. */
    public Mono<Issued> keep(KeySecret secret, String owner, Set<Role> roles, String createdBy) {
        ApiKey key = new ApiKey(secret.id(), owner, roles, clock.instant(), createdBy);
        remembered.remove(key.id());
        return store.save(key, secret.hash()).thenReturn(new Issued(key, secret));
    }

    /** Keys that still work, oldest first. */
    public Flux<ApiKey> all() {
        return store.all();
    }

    /** Ends a key; false if there was none to end. */
    public Mono<Boolean> revoke(String id) {
        remembered.remove(id);
        return store.revoke(id, clock.instant());
    }
}
