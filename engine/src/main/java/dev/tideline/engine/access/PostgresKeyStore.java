package dev.tideline.engine.access;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keys in the table {@code api_key}. */
public final class PostgresKeyStore implements KeyStore {

    private final DatabaseClient database;

    public PostgresKeyStore(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public Mono<Boolean> save(ApiKey key, String hash) {
        return database.sql("""
                        insert into api_key (key_id, owner, roles, secret_hash, created_at, created_by, is_test)
                        select :id::text, :owner::text, :roles::text[], :hash::text, :at::timestamptz, :by::text,
                            :test::boolean
                        where not exists (select 1 from api_key where secret_hash = :hash::text)
                        on conflict (key_id) do nothing
                        """)
                .bind("id", key.id())
                .bind("owner", key.owner())
                .bind("roles", key.roles().stream().map(Role::word).sorted().toArray(String[]::new))
                .bind("hash", hash)
                .bind("at", key.createdAt().atOffset(ZoneOffset.UTC))
                .bind("by", key.createdBy())
                .bind("test", key.test())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Kept> find(String id) {
        return database.sql("select * from api_key where key_id = :id and revoked_at is null")
                .bind("id", id)
                .map(row -> new Kept(key(row), text(row, "secret_hash")))
                .one();
    }

    @Override
    public Mono<Kept> findByHash(String hash) {
        return database.sql(
                        "select * from api_key where secret_hash = :hash and revoked_at is null order by key_id limit 1")
                .bind("hash", hash)
                .map(row -> new Kept(key(row), text(row, "secret_hash")))
                .one();
    }

    @Override
    public Flux<ApiKey> all() {
        return database.sql("select * from api_key where revoked_at is null order by created_at, key_id")
                .map(PostgresKeyStore::key)
                .all();
    }

    @Override
    public Mono<Boolean> revoke(String id, Instant at) {
        return database.sql("""
                        update api_key set revoked_at = :at
                        where revoked_at is null and secret_hash in (
                            select secret_hash from api_key where key_id = :id and revoked_at is null)
                        """)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("id", id)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows > 0);
    }

    @Override
    public Mono<Void> retire(String owner, String createdBy, String hash, Instant at) {
        return database.sql("""
                        update api_key set revoked_at = :at
                        where owner = :owner and created_by = :by and secret_hash <> :hash and revoked_at is null
                        """)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("owner", owner)
                .bind("by", createdBy)
                .bind("hash", hash)
                .then();
    }

    private static ApiKey key(Readable row) {
        return new ApiKey(
                text(row, "key_id"),
                text(row, "owner"),
                Arrays.stream(Objects.requireNonNull(row.get("roles", String[].class)))
                        .map(Role::of)
                        .collect(Collectors.toUnmodifiableSet()),
                Objects.requireNonNull(row.get("created_at", OffsetDateTime.class))
                        .toInstant(),
                text(row, "created_by"),
                Boolean.TRUE.equals(row.get("is_test", Boolean.class)));
    }

    private static String text(Readable row, String column) {
        return Objects.requireNonNull(row.get(column, String.class), column);
    }
}
