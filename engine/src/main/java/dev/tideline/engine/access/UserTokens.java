package dev.tideline.engine.access;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/**
 * Mints and checks tokens of one user, {@code tlu_<id>_<secret>}, that live for 15 minutes. Each call asks the database, so
 * that a token ends at once with the key that minted it. Thread-safe.
 */
public final class UserTokens {

    /** How long a token lives. */
    public static final Duration LIFE = Duration.ofMinutes(15);

    private static final String PREFIX = "tlu";
    private static final String KEY_PREFIX = "tl";

    private final UserTokenStore store;
    private final Clock clock;
    private final Consumer<byte[]> randomBytes;

    /** A new token: the only time its secret is seen. */
    public record Minted(UserToken token, String text) {

        @Override
        public String toString() {
            return "Minted(" + token.id() + ")";
        }
    }

    public UserTokens(UserTokenStore store, Clock clock, Consumer<byte[]> randomBytes) {
        this.store = store;
        this.clock = clock;
        this.randomBytes = randomBytes;
    }

    /** Whether this text has the form of a token rather than of a key. */
    public static boolean isToken(String text) {
        return text.startsWith(PREFIX + "_");
    }

    /** Mints a token for a user; empty if the key was revoked meanwhile. */
    public Mono<Minted> mint(ApiKey by, String userId) {
        KeySecret secret = KeySecret.random(randomBytes);
        UserToken token = new UserToken(
                secret.id(), by.id(), userId, by.test(), clock.instant().plus(LIFE));
        return store.save(token, secret.hash(), clock.instant())
                .filter(kept -> kept)
                .map(kept -> new Minted(token, PREFIX + secret.token().substring(KEY_PREFIX.length())));
    }

    /** The token that this text proves; empty if it proves none, or one that ended. */
    public Mono<UserToken> check(String text) {
        return Mono.justOrEmpty(parse(text))
                .flatMap(secret -> store.find(secret.id())
                        .filter(kept -> secret.matches(kept.hash()))
                        .map(UserTokenStore.Kept::token)
                        .filter(token -> clock.instant().isBefore(token.expiresAt())));
    }

    private static Optional<KeySecret> parse(String text) {
        return isToken(text)
                ? KeySecret.parse(KEY_PREFIX + text.substring(PREFIX.length())).filter(secret -> !secret.isChosen())
                : Optional.empty();
    }
}
