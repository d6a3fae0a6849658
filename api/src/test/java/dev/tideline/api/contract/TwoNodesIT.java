package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.TidelineApplication;
import dev.tideline.api.embedded.EmbeddedDatabase;
import dev.tideline.api.settings.TidelineProperties;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.RulebookHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Two nodes on one database: what is paused at one is paused at the other within 5 seconds. */
class TwoNodesIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Duration PROMISED = Duration.ofSeconds(5);
    private static final String KEY = "dormant-30-funded";

    private static ConfigurableApplicationContext other;

    @BeforeAll
    static void start() throws IOException {
        Path home = SERVER.bean(TidelineProperties.class).home();
        String port =
                Files.readAllLines(home.resolve("postgres/postmaster.pid")).get(3);
        String password = Files.readString(home.resolve("postgres.password")).strip();
        other = new SpringApplicationBuilder(TidelineApplication.class)
                .run(
                        "--server.port=0",
                        "--tideline.demo=off",
                        "--tideline.database.url=postgresql://127.0.0.1:" + port + "/postgres",
                        "--tideline.database.username=" + EmbeddedDatabase.USER,
                        "--tideline.database.password=" + password);
    }

    @AfterAll
    static void stop() {
        other.close();
    }

    private static void become(Predicate<LoadedRulebook> claim, String ask, int status) {
        RulebookHolder holder = other.getBean(RulebookHolder.class);
        assertThat(claim.test(holder.current())).as("before " + ask).isFalse();
        assertThat(SERVER.post("/v1/" + ask, "application/json", "").statusCode())
                .isEqualTo(status);
        long deadline = System.nanoTime() + PROMISED.toNanos();
        while (!claim.test(holder.current()) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(claim.test(holder.current())).as(ask + " within " + PROMISED).isTrue();
    }

    @Test
    void aPausedPlaybookIsPausedOnBoth() {
        Predicate<LoadedRulebook> paused = loaded -> loaded.states().get(KEY).paused();
        become(paused, "playbooks/" + KEY + ":pause", 200);
        become(paused.negate(), "playbooks/" + KEY + ":resume", 204);
    }

    @Test
    void aPauseOfEverythingReachesBoth() {
        become(LoadedRulebook::pausedAll, "playbooks:pause", 204);
        become(loaded -> !loaded.pausedAll(), "playbooks:resume", 204);
    }
}
