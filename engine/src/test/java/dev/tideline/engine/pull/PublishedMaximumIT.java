package dev.tideline.engine.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.live.LiveQueue;
import dev.tideline.engine.live.LiveWorkers;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.money.Assets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The most that the simulation of a publication found is the most that a sweep, or a day of live rounds, grants by itself. */
final class PublishedMaximumIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final String KEY = "dormant-30-funded";
    private static final int PERSONS = 30;
    private static final SweepWorkers.Settings WORKERS = new SweepWorkers.Settings(1, 10, Duration.ofSeconds(15));
    private static final BudgetPlan PLAN = BudgetPlanReader.read(
                    "budgets.yaml",
                    "{ asset: USDT, campaigns: { default: { total: \"100000\" } }, person: { total: \"1000\" } }",
                    Assets.shipped())
            .orThrow();

    private static Publications publications;
    private static Instant now;

    @BeforeAll
    static void people() throws IOException {
        now = Instant.now().truncatedTo(ChronoUnit.SECONDS); // live rounds decide by the database's clock
        publications = new Publications(DB.database(), KEY);
        People people = new People(now);
        for (int user = 0; user < PERSONS; user++) {
            people.user("u-" + user, "u-" + user, 40, false);
        }
        people.take(DB.database());
    }

    @AfterAll
    static void stop() {
        publications.close();
    }

    @BeforeEach
    void afresh() {
        DB.truncateLedger();
        DB.truncate(
                "decision", "decision_state", "reentry_state", "contact", "incentive_grant", "outbox", "live_queue");
    }

    @Test
    void holdsWhatASweepWouldGrantBeyondIt() {
        publications.publish(publications.files(10, "# swept"), "25", 100);
        try (SweepWorld world = new SweepWorld(DB.database(), WORKERS, null, PLAN)) {
            world.start();
            Run run = world.finished(world.start(new SweepRequest(Set.of(KEY), now, true, false, "test")));
            assertThat(run.state()).isEqualTo(RunState.DONE);
        }
        twoAreGrantedAndTheOthersWait();
    }

    @Test
    void holdsWhatLiveRoundsOfADayWouldGrantBeyondIt() {
        Map<String, String> files = publications.files(10, "# live");
        files.computeIfPresent(
                "playbook.yaml", (name, text) -> text.replace("zone: UTC }", "zone: UTC, onEvents: true }"));
        publications.publish(files, "25", 100);
        try (SweepWorld world = new SweepWorld(DB.database(), WORKERS, null, PLAN);
                LiveWorkers live = world.live(DB.database(), new LiveWorkers.Settings(1, 10, Duration.ofMillis(5)))) {
            world.holder().start();
            live.start();
            world.events(logins(), now);
            long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (DB.database().inTransaction(LiveQueue::length) > 0) {
                assertThat(System.nanoTime()).isLessThan(until);
                Thread.onSpinWait();
            }
        }
        twoAreGrantedAndTheOthersWait();
    }

    private static List<String> logins() {
        return IntStream.range(0, PERSONS)
                .mapToObj(user -> """
                        {"event_id":"%s","type":"login","user_id":"u-%d","occurred_at":"%s","source":"test",\
                        "schema_version":1,"payload":{}}""".formatted(new UUID(8, user), user, now))
                .toList();
    }

    private static void twoAreGrantedAndTheOthersWait() {
        assertThat(lines("SELECT count(*)::text AS line FROM decision WHERE playbook = 'dormant-30-funded'"
                        + " AND outcome = 'GRANTED'"))
                .containsExactly("2");
        assertThat(lines("SELECT reason AS line FROM decision WHERE playbook = 'dormant-30-funded'"
                        + " AND outcome = 'PENDING_REVIEW'"))
                .hasSizeGreaterThan(PERSONS / 2)
                .containsOnly("HELD_BY_BREAKER");
    }

    private static List<String> lines(String sql) {
        return DB.database().inTransaction(t -> t.sql(sql).list(row -> row.text("line")));
    }
}
