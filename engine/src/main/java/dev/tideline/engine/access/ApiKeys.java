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

    private static final String CHOSEN = "chosen-";
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
                .flatMap(secret ->
                        kept(secret).filter(kept -> secret.matches(kept.hash())).map(KeyStore.Kept::key));
    }

    private Mono<KeyStore.Kept> kept(KeySecret secret) {
        String name = secret.isChosen() ? secret.hash() : secret.id();
        Remembered known = remembered.get(name);
        if (known != null && known.until().isAfter(clock.instant())) {
            return Mono.just(known.kept());
        }
        return (secret.isChosen() ? store.findByHash(name) : store.find(name)).doOnNext(kept -> remember(name, kept));
    }

    private void remember(String name, KeyStore.Kept kept) {
        if (remembered.size() >= MOST_REMEMBERED) {
            remembered.clear();
        }
        remembered.put(name, new Remembered(kept, clock.instant().plus(MEMORY)));
    }

    /** Makes a key of fresh random bytes that acts in earnest. */
    public Mono<Issued> issue(String owner, Set<Role> roles, String createdBy) {
        return issue(owner, roles, createdBy, false);
    }

    /** Makes a key of fresh random bytes; a test key reaches test users alone. */
    public Mono<Issued> issue(String owner, Set<Role> roles, String createdBy, boolean test) {
        KeySecret secret = KeySecret.random(randomBytes);
        ApiKey key = new ApiKey(secret.id(), owner, roles, clock.instant(), createdBy, test);
        return store.save(key, secret.hash()).thenReturn(new Issued(key, secret));
    }

    /**
     * Keeps a key whose secret the operator gave as the only one of this owner from this maker: earlier ones end. False if
     * the key was revoked before: it stays so, and nothing else ends.
     */
    public Mono<Boolean> keepOnly(KeySecret secret, String owner, Set<Role> roles, String createdBy) {
        String id = secret.isChosen() ? CHOSEN + KeySecret.randomId(randomBytes) : secret.id();
        ApiKey key = new ApiKey(id, owner, roles, clock.instant(), createdBy, false);
        Mono<Boolean> saved = Mono.defer(() -> store.save(key, secret.hash()));
        return check(secret.token())
                .hasElement()
                .flatMap(works -> works ? Mono.just(true) : saved)
                .filter(works -> works)
                .flatMap(works -> retireOthers(secret, owner, createdBy).thenReturn(true))
                .defaultIfEmpty(false);
    }

    private Mono<Void> retireOthers(KeySecret secret, String owner, String createdBy) {
        return store.retire(owner, createdBy, secret.hash(), clock.instant()).doFinally(end -> remembered.clear());
    }

    /** Keys that still work, oldest first. */
    public Flux<ApiKey> all() {
        return store.all();
    }

    /** Ends a key; false if there was none to end. */
    public Mono<Boolean> revoke(String id) {
        remembered.values().removeIf(known -> known.kept().key().id().equals(id));
        return store.revoke(id, clock.instant());
    }
}
