package dev.tideline.engine.access;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Tokens in the table {@code user_token}. */
public final class PostgresUserTokenStore implements UserTokenStore {

    private final DatabaseClient database;

    public PostgresUserTokenStore(DatabaseClient database) {
        this.database = database;
    }

    /** Each new token takes some ended ones with it, so that the table stays as small as its traffic. */
    @Override
    public Mono<Boolean> save(UserToken token, String hash, Instant at) {
        return database.sql("""
                        with ended as (
                            delete from user_token where token_id in (
                                select token_id from user_token where expires_at <= :at
                                order by expires_at limit 10 for update skip locked)
                        )
                        insert into user_token (token_id, secret_hash, key_id, user_id, created_at, expires_at)
                        select :id, :hash, key_id, :user, :at, :expires from api_key
                        where key_id = :key and revoked_at is null
                        """)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("id", token.id())
                .bind("hash", hash)
                .bind("user", token.userId())
                .bind("expires", token.expiresAt().atOffset(ZoneOffset.UTC))
                .bind("key", token.keyId())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Kept> find(String id) {
        return database.sql("""
                        select t.token_id, t.secret_hash, t.key_id, t.user_id, t.expires_at, k.is_test
                        from user_token t join api_key k using (key_id)
                        where t.token_id = :id and k.revoked_at is null
                        """)
                .bind("id", id)
                .map(PostgresUserTokenStore::kept)
                .one();
    }

    private static Kept kept(Readable row) {
        return new Kept(
                new UserToken(
                        text(row, "token_id"),
                        text(row, "key_id"),
                        text(row, "user_id"),
                        Boolean.TRUE.equals(row.get("is_test", Boolean.class)),
                        Objects.requireNonNull(row.get("expires_at", OffsetDateTime.class))
                                .toInstant()),
                text(row, "secret_hash"));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }
}
