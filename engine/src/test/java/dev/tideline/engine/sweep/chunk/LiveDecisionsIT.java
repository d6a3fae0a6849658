package dev.tideline.engine.sweep.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.live.LiveQueue;
import dev.tideline.engine.live.LiveWorkers;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whoever an event lets a playbook fit is decided for once, without a sweep, whatever happens to the nodes. */
final class LiveDecisionsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    /** Each person has two accounts and is to get the help for one of them. */
    private static final int USERS = 300;

    private static final int PERSONS = USERS / 2;
    private static final LiveWorkers.Settings SMALL = new LiveWorkers.Settings(2, 20, Duration.ofMillis(5));
    private static final String GRANTED =
            "SELECT count(*) AS n FROM decision WHERE playbook = 'deposit-failed-help' AND outcome = 'GRANTED'";
    private static final String TOUCHES = "SELECT count(*) AS n FROM outbox WHERE playbook = 'deposit-failed-help'";

    private final Instant now = Instant.now();
    private SweepWorld world;

    @BeforeEach
    void users() {
        DB.truncate(
                "users",
                "person",
                "event",
                "run",
                "live_queue",
                "decision_state",
                "reentry_state",
                "contact",
                "outbox");
        DB.database().doInTransaction(transaction -> transaction.execute("TRUNCATE decision"));
        world = new SweepWorld(DB.database(), new SweepWorkers.Settings(2, 100, Duration.ofSeconds(15)));
        List<String> rows = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            rows.add("""
                    {"user_id":"u-%s","snapshot_date":"%s","account_status":"OPEN","country_code":"BR",\
                    "region_group":"GLOBAL","language":"en","timezone":"UTC","client_class":"RETAIL","risk_score":1,\
                    "person_id":"p-%s"}""".formatted(user, now.toString().substring(0, 10), user / 2));
        }
        world.feed(rows, now);
        world.neverStale();
        world.start();
        world.sweep(now, true);
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private void depositsFail() {
        List<String> events = new ArrayList<>();
        for (int user = 0; user < USERS; user++) {
            String id = "u-" + user;
            events.add("""
                    {"event_id":"%s","type":"deposit.failed","user_id":"%s","occurred_at":"%s","source":"test",\
                    "schema_version":1,"payload":{"usdt":"50"}}""".formatted(UUID.nameUUIDFromBytes((now + id).getBytes(StandardCharsets.UTF_8)), id, now));
            if (events.size() == 30) {
                world.events(events, now);
                events.clear();
            }
        }
    }

    private static long number(String sql) {
        return DB.database().inTransaction(transaction -> transaction.sql(sql).one(row -> row.number("n")));
    }

    private static void untilNobodyWaits() {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (DB.database().inTransaction(LiveQueue::length) > 0) {
            assertThat(System.nanoTime()).isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private static void eachIsDecidedForOnce() {
        assertThat(number(GRANTED)).isEqualTo(PERSONS);
        assertThat(number(TOUCHES)).isEqualTo(2 * PERSONS);
    }

    @Test
    void threeNodesDecideForEachOnceAndASweepAddsNothing() {
        try (LiveWorkers one = world.live(DB.database(), SMALL);
                LiveWorkers two = world.live(DB.database(), SMALL);
                LiveWorkers three = world.live(DB.database(), SMALL)) {
            one.start();
            two.start();
            three.start();
            depositsFail();
            depositsFail();
            untilNobodyWaits();
        }
        eachIsDecidedForOnce();
        assertThat(world.sweep(Instant.now(), false).state()).isEqualTo(RunState.DONE);
        assertThat(world.sweep(Instant.now(), true).state()).isEqualTo(RunState.DONE);
        eachIsDecidedForOnce();
    }

    @Test
    void aPlaybookThatNoSweepHasBegunWaitsForOne() {
        DB.database().doInTransaction(transaction -> transaction.execute("UPDATE playbook SET first_run = NULL"));
        try (LiveWorkers live = world.live(DB.database(), SMALL)) {
            live.start();
            depositsFail();
            untilNobodyWaits();
        }
        assertThat(number(GRANTED)).isZero();
        assertThat(world.sweep(Instant.now(), false).state()).isEqualTo(RunState.DONE);
        eachIsDecidedForOnce();
    }

    @Test
    void whatAWorkerTookThatWasKilledIsDecidedByOthers() {
        depositsFail();
        try (Database nodes = Database.connect(DB.settings());
                LiveWorkers one = world.live(nodes, SMALL);
                LiveWorkers two = world.live(nodes, SMALL)) {
            one.start();
            two.start();
            for (int kill = 0; kill < 10; kill++) {
                number("""
                        SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity
                        WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'
                        """);
            }
            untilNobodyWaits();
        }
        eachIsDecidedForOnce();
    }

    @Test
    void whatEventsBringWhileASweepRunsIsDecidedOnce() {
        try (LiveWorkers live = world.live(DB.database(), SMALL)) {
            live.start();
            var run = world.start(Instant.now(), true);
            depositsFail();
            world.finished(run);
            untilNobodyWaits();
        }
        assertThat(world.sweep(Instant.now(), false).state()).isEqualTo(RunState.DONE);
        eachIsDecidedForOnce();
    }
}
