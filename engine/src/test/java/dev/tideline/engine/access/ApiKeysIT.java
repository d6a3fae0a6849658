package dev.tideline.engine.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

class ApiKeysIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ONE = "the first secret of my own";
    private static final String OTHER = "another secret of my own";

    private ApiKeys keys = keys();

    @BeforeEach
    void empty() {
        DB.truncate("api_key");
        keys = keys();
    }

    @Test
    void aChangedKeyOfTheOperatorEndsTheOneBefore() {
        String issued = now(keys.issue("first admin", Set.of(Role.ADMIN), "somebody"))
                .secret()
                .token();
        assertThat(install(ONE)).isTrue();
        assertThat(install(ONE)).isTrue();
        assertThat(install(OTHER)).isTrue();
        assertThat(works(ONE)).isFalse();
        assertThat(works(OTHER)).isTrue();
        assertThat(works(issued)).isTrue();
        assertThat(all()).hasSize(2);
    }

    @Test
    void aRevokedKeyOfTheOperatorDoesNotComeBack() {
        install(ONE);
        String id = all().get(0).id();
        assertThat(works(ONE)).isTrue();
        assertThat(now(keys.revoke(id))).isTrue();
        assertThat(works(ONE)).isFalse();
        assertThat(install(ONE)).isFalse();
        assertThat(works(ONE)).isFalse();
    }

    @Test
    void theIdOfAChosenKeyTellsNothingOfItsSecret() {
        install(ONE);
        String hash = KeySecret.parse(ONE).orElseThrow().hash();
        assertThat(all().get(0).id()).startsWith("chosen-").doesNotContain(hash.substring(0, 8));
    }

    private boolean install(String token) {
        return now(keys().keepOnly(KeySecret.parse(token).orElseThrow(), "first admin", Set.of(Role.ADMIN), "server"));
    }

    private boolean works(String token) {
        return now(keys.check(token).hasElement()) && now(keys().check(token).hasElement());
    }

    private List<ApiKey> all() {
        return now(keys.all().collectList());
    }

    private static <T> T now(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    private static ApiKeys keys() {
        return new ApiKeys(
                new PostgresKeyStore(DB.database().client()), Clock.systemUTC(), new SecureRandom()::nextBytes);
    }
}
