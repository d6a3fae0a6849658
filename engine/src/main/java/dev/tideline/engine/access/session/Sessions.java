package dev.tideline.engine.access.session;

import dev.tideline.engine.access.ApiKey;
import dev.tideline.engine.access.KeySecret;
import dev.tideline.engine.access.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/**
 * Opens, checks and ends sessions in the table {@code author_session}, so that every node knows them. A session ends an hour
 * after it was last used, twelve hours after it was opened, and at once with its key. Thread-safe.
 */
public final class Sessions {
    /** How long a session lasts without being used. */
    public static final Duration IDLE = Duration.ofHours(1);

    /** How long a session lasts at most. */
    public static final Duration LONGEST = Duration.ofHours(12);

    /** A session is prolonged once in this time, so that most calls only read. */
    private static final Duration STEP = Duration.ofMinutes(1);

    private final DatabaseClient database;
    private final KeyStore keys;
    private final Clock clock;
    private final Consumer<byte[]> randomBytes;

    /** Over the database that this client reaches and the keys of this store. */
    public Sessions(DatabaseClient database, KeyStore keys, Clock clock, Consumer<byte[]> randomBytes) {
        this.database = database;
        this.keys = keys;
        this.clock = clock;
        this.randomBytes = randomBytes;
    }

    /** Opens a session for the holder of a key, and takes some ended ones away. Emits the secret that proves it. */
    public Mono<String> open(ApiKey key) {
        KeySecret secret = KeySecret.random(randomBytes);
        Instant now = clock.instant();
        return database.sql("""
                        with ended as (
                            delete from author_session where secret_hash in (
                                select secret_hash from author_session where expires_at <= :at
                                order by expires_at limit 10 for update skip locked)
                        )
                        insert into author_session (secret_hash, key_id, opened_at, expires_at)
                        values (:hash, :key, :at, :expires)
                        """)
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .bind("hash", secret.hash())
                .bind("key", key.id())
                .bind("expires", now.plus(IDLE).atOffset(ZoneOffset.UTC))
                .then()
                .thenReturn(secret.token());
    }

    /** The key whose holder opened the session that this secret proves; empty if it proves none, or one that ended. */
    public Mono<ApiKey> check(String text) {
        return Mono.justOrEmpty(KeySecret.parse(text))
                .flatMap(secret -> key(secret.hash()))
                .flatMap(keys::find)
                .map(KeyStore.Kept::key);
    }

    private Mono<String> key(String hash) {
        Instant now = clock.instant();
        return database.sql("""
                        with used as (
                            update author_session
                               set expires_at = least(:expires, opened_at + make_interval(hours => :longest))
                             where secret_hash = :hash and expires_at > :at and expires_at < :step
                        )
                        select key_id from author_session where secret_hash = :hash and expires_at > :at
                        """)
                .bind("hash", hash)
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .bind("expires", now.plus(IDLE).atOffset(ZoneOffset.UTC))
                .bind("step", now.plus(IDLE).minus(STEP).atOffset(ZoneOffset.UTC))
                .bind("longest", (int) LONGEST.toHours())
                .map(row -> Objects.requireNonNull(row.get("key_id", String.class)))
                .one();
    }

    /** Ends the session that this secret proves, if there is one. */
    public Mono<Void> close(String text) {
        return Mono.justOrEmpty(KeySecret.parse(text))
                .flatMap(secret -> database.sql("delete from author_session where secret_hash = :hash")
                        .bind("hash", secret.hash())
                        .then());
    }
}
