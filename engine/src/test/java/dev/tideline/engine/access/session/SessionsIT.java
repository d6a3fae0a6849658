package dev.tideline.engine.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.access.ApiKey;
import dev.tideline.engine.access.ApiKeys;
import dev.tideline.engine.access.PostgresKeyStore;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.database.TestDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class SessionsIT {
    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");

    private final PostgresKeyStore store = new PostgresKeyStore(DB.database().client());
    private final ApiKeys keys = new ApiKeys(store, Clock.fixed(NOON, ZoneOffset.UTC), new SecureRandom()::nextBytes);
    private ApiKey key;

    @BeforeEach
    void empty() {
        DB.truncate("api_key");
        key = keys.issue("strategist", Set.of(Role.STRATEGIST), "test")
                .block(PATIENCE)
                .key();
    }

    @Test
    void lastsAnHourAfterItWasLastUsed() {
        String secret = at(NOON).open(key).block(PATIENCE);
        assertThat(known(NOON.plusSeconds(3599), secret)).isTrue();
        assertThat(known(NOON.plusSeconds(2 * 3599), secret)).isTrue();
        assertThat(known(NOON.plusSeconds(2 * 3599 + 3600), secret)).isFalse();
    }

    @Test
    void endsTwelveHoursAfterItWasOpened() {
        String secret = at(NOON).open(key).block(PATIENCE);
        for (int minutes = 50; minutes < 12 * 60; minutes += 50) {
            assertThat(known(NOON.plus(Duration.ofMinutes(minutes)), secret)).isTrue();
        }
        assertThat(known(NOON.plus(Duration.ofHours(12)), secret)).isFalse();
    }

    @Test
    void endsWithItsKeyAndWhenItIsClosed() {
        String closed = at(NOON).open(key).block(PATIENCE);
        String other = at(NOON).open(key).block(PATIENCE);
        at(NOON).close(closed).block(PATIENCE);
        assertThat(known(NOON, closed)).isFalse();
        assertThat(known(NOON, other)).isTrue();
        keys.revoke(key.id()).block(PATIENCE);
        assertThat(known(NOON, other)).isFalse();
        assertThat(known(NOON, "tl_made_up-by-somebody-else")).isFalse();
    }

    @Test
    void keepsNothingOfTheSecretButItsHash() {
        String secret = at(NOON).open(key).block(PATIENCE);
        List<String> rows = DB.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT s::text AS line FROM author_session s")
                        .list(row -> row.text("line")));
        assertThat(rows).singleElement().asString().doesNotContain(secret.split("_", 3)[2]);
    }

    private boolean known(Instant now, String secret) {
        Mono<ApiKey> found = at(now).check(secret);
        return found.blockOptional(PATIENCE).filter(key::equals).isPresent();
    }

    private Sessions at(Instant now) {
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Sessions(DB.database().client(), store, clock, new SecureRandom()::nextBytes);
    }
}
