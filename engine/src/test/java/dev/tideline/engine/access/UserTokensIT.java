package dev.tideline.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class UserTokensIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    private final ApiKeys keys =
            new ApiKeys(new PostgresKeyStore(DB.database().client()), clock(NOON), new SecureRandom()::nextBytes);
    private ApiKey key = issue(false);

    @BeforeEach
    void empty() {
        DB.truncate("api_key");
        key = issue(false);
    }

    private ApiKey issue(boolean test) {
        return now(keys.issue("backend", Set.of(Role.PRODUCT), "test", test)).key();
    }

    @Test
    void speaksForItsUserUntilItsTimeIsOver() {
        UserTokens.Minted minted = now(at(NOON).mint(key, "u-1"));
        assertThat(now(at(NOON.plusSeconds(899)).check(minted.text()))).isEqualTo(minted.token());
        assertThat(minted.token().userId()).isEqualTo("u-1");
        assertThat(at(NOON.plusSeconds(900)).check(minted.text()).blockOptional(PATIENCE))
                .isEmpty();
    }

    @Test
    void endsWithTheKeyThatMintedIt() {
        UserTokens.Minted minted = now(at(NOON).mint(key, "u-1"));
        assertThat(now(keys.revoke(key.id()))).isTrue();
        assertThat(at(NOON).check(minted.text()).blockOptional(PATIENCE)).isEmpty();
        assertThat(at(NOON).mint(key, "u-1").blockOptional(PATIENCE)).isEmpty();
    }

    @Test
    void isATestTokenIfItsKeyIsATestKey() {
        assertThat(now(at(NOON).mint(key, "u-1")).token().test()).isFalse();
        ApiKey test = issue(true);
        UserTokens.Minted minted = now(at(NOON).mint(test, "u-1"));
        assertThat(now(at(NOON).check(minted.text())).test()).isTrue();
    }

    @Test
    void keepsNothingOfTheSecretButItsHash() {
        UserTokens.Minted minted = now(at(NOON).mint(key, "u-1"));
        String secret = minted.text().split("_", 3)[2];
        List<String> rows = DB.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT t::text AS line FROM user_token t")
                        .list(row -> row.text("line")));
        assertThat(rows).singleElement().asString().doesNotContain(secret);
        assertThat(minted.toString()).doesNotContain(secret);
    }

    @Test
    void neitherAnotherSecretNorAKeyNorNonsenseIsAToken() {
        UserTokens.Minted minted = now(at(NOON).mint(key, "u-1"));
        String other = now(at(NOON).mint(key, "u-2")).text();
        String mixed = "tlu_" + minted.token().id() + "_" + other.split("_", 3)[2];
        for (String wrong :
                List.of(mixed, minted.text().replace("tlu_", "tl_"), "tlu_", "tlu__", "tlu_x_y", "", "u-1")) {
            assertThat(at(NOON).check(wrong).blockOptional(PATIENCE)).as(wrong).isEmpty();
            assertThat(keys.check(wrong).blockOptional(PATIENCE)).as(wrong).isEmpty();
        }
        assertThat(keys.check(minted.text()).blockOptional(PATIENCE)).isEmpty();
    }

    @Test
    void endedOnesAreForgotten() {
        for (int i = 0; i < 5; i++) {
            now(at(NOON).mint(key, "u-" + i));
        }
        now(at(NOON.plus(UserTokens.LIFE)).mint(key, "u-9"));
        assertThat(DB.database()
                        .<Long>inTransaction(transaction -> transaction
                                .sql("SELECT count(*) AS n FROM user_token")
                                .one(row -> row.number("n"))))
                .isEqualTo(1L);
    }

    private static UserTokens at(Instant instant) {
        return new UserTokens(
                new PostgresUserTokenStore(DB.database().client()), clock(instant), new SecureRandom()::nextBytes);
    }

    private static Clock clock(Instant instant) {
        return Clock.fixed(instant, ZoneOffset.UTC);
    }

    private static <T> T now(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }
}
