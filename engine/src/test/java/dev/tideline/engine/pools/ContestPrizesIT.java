package dev.tideline.engine.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.database.connection.DatabaseSettings;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.chunk.SweepNode;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.money.Asset;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A contest from its feed to the wallet's queue, by a playbook of the operator and the shipped prize table. */
class ContestPrizesIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Path PLAYBOOKS = Path.of("src/test/resources/competitions");
    private static final Asset USDT = new Asset("USDT", 6);
    private static final BudgetId BUDGET = new BudgetId(BudgetId.Kind.CAMPAIGN, "contest-payout");
    private static final Instant REVIEWED = Instant.parse("2026-02-10T01:00:00Z");
    private static final Instant DUE = Instant.parse("2026-03-03T01:00:00Z");

    private final Ledger ledger = new CommittingLedger(DB.database());

    @BeforeEach
    void empty() {
        DB.truncate(
                "person",
                "users",
                "run",
                "schedule",
                "user_state",
                "playbook",
                "playbook_version",
                "poison",
                "decision",
                "decision_state",
                "reentry_state",
                "contact",
                "outbox",
                "incentive_grant",
                "pool_share",
                "pool_member",
                "event",
                "payout",
                "vesting",
                "offer");
        DB.truncateLedger();
    }

    @Test
    void ranksPayTheTableOnceWhenTheReviewIsOver() {
        budget("3600");
        try (SweepWorld world = world(2)) {
            // 15 people; c-2 and c-3 traded the same, and c-3 joined earlier
            Contestants.enter(world, 15);
            assertThat(world.sweep(REVIEWED, true).state()).isEqualTo(RunState.DONE);
            assertThat(Contestants.lines(DB, "SELECT state AS line FROM ledger_grant"))
                    .hasSize(15)
                    .containsOnly("RESERVED");
            world.sweep(DUE, true);
            assertThat(Contestants.prizes(DB))
                    .startsWith("c-1 1 1000", "c-3 2 600", "c-2 3 400", "c-4 4 200")
                    .endsWith("c-10 10 200", "c-11 11 40", "c-12 12 40", "c-13 13 40", "c-14 14 40", "c-15 15 40");
            assertThat(Contestants.paid(DB)).isEqualTo(USDT.of("3600"));
            assertThat(Contestants.lines(DB, "SELECT kind AS line FROM payout")).hasSize(15);
            world.sweep(DUE.plus(Duration.ofDays(1)), true);
            assertThat(Contestants.paid(DB)).isEqualTo(USDT.of("3600"));
            assertThat(ledger.budget(BUDGET).orElseThrow().spent()).isEqualTo(USDT.of("3600"));
            assertThat(Difference.in(DB.database())).isEmpty();
        }
    }

    @Test
    void aPersonIsRankedByTheBestOfHisAccountsThatTheRuleFits() {
        budget("3600");
        try (SweepWorld world = world(2)) {
            Contestants.enter(world, 6);
            Contestants.another(world, "d-5", "p-c-5", 2_000_000, "PASSED");
            Contestants.another(world, "d-6", "p-c-6", 3_000_000, "FAILED");
            world.sweep(REVIEWED, true);
            world.sweep(DUE, true);
            assertThat(Contestants.prizes(DB))
                    .containsExactly("c-5 1 1000", "c-1 2 600", "c-3 3 400", "c-2 4 200", "c-4 5 200", "c-6 6 200");
        }
    }

    @Test
    void whoIsFlaggedMeanwhileIsNotRankedAndTheOthersMoveUp() {
        budget("3600");
        try (SweepWorld world = world(2)) {
            Contestants.enter(world, 6);
            world.sweep(REVIEWED, true);
            world.feed(
                    List.of("{\"user_id\":\"c-1\",\"snapshot_date\":\"2026-02-20\",\"risk_flags\":[\"WASH_TRADE\"]}"),
                    REVIEWED.plus(Duration.ofDays(11)));
            world.sweep(DUE, true);
            assertThat(Contestants.prizes(DB))
                    .containsExactly("c-3 1 1000", "c-2 2 600", "c-4 3 400", "c-5 4 200", "c-6 5 200");
            assertThat(Contestants.lines(DB, "SELECT reason AS line FROM pool_share WHERE place IS NULL"))
                    .singleElement()
                    .satisfies(reason -> assertThat(reason).startsWith("INELIGIBLE"));
            assertThat(Contestants.lines(DB, "SELECT state AS line FROM ledger_grant WHERE grant_key LIKE '%p-c-1|%'"))
                    .containsExactly("VOID");
        }
    }

    @Test
    void waitsUntilItsBudgetHasRoomForEveryPrize() {
        budget("2399.999999");
        try (SweepWorld world = world(2)) {
            Contestants.enter(world, 5);
            world.sweep(REVIEWED, true);
            world.sweep(DUE, true);
            assertThat(Contestants.paid(DB)).isEqualTo(USDT.zero());
            ledger.limit(
                    BUDGET,
                    Limits.total(USDT.of("2400")),
                    ledger.budget(BUDGET).orElseThrow().revision(),
                    DUE);
            world.sweep(DUE.plus(Duration.ofDays(1)), true);
            assertThat(Contestants.paid(DB)).isEqualTo(USDT.of("2400"));
        }
    }

    @Test
    void aNodeThatIsKilledBetweenTwoPagesPaysNobodyTwice() throws IOException, InterruptedException {
        budget("3600");
        int people = 2_000;
        try (SweepWorld watcher = world(0)) {
            Contestants.enter(watcher, people);
            RunId first = watcher.start(REVIEWED, true);
            Process node = node();
            RunId run;
            try {
                watcher.finished(first);
                run = watcher.start(DUE, true);
                long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
                while (Contestants.lines(DB, "SELECT grant_key AS line FROM pool_share WHERE done")
                        .isEmpty()) {
                    assertThat(System.nanoTime()).isLessThan(until);
                }
            } finally {
                node.destroyForcibly().waitFor();
            }
            assertThat(Contestants.lines(DB, "SELECT grant_key AS line FROM pool_share WHERE done"))
                    .hasSizeLessThan(people);
            Process second = node();
            try {
                assertThat(watcher.finished(run).state()).isEqualTo(RunState.DONE);
            } finally {
                second.destroyForcibly().waitFor();
            }
            assertThat(Contestants.paid(DB)).isEqualTo(USDT.of("3600"));
            assertThat(Contestants.lines(DB, "SELECT grant_key AS line FROM ledger_grant WHERE state = 'PAYABLE'"))
                    .hasSize(people)
                    .doesNotHaveDuplicates();
            assertThat(Difference.in(DB.database())).isEmpty();
        }
    }

    private void budget(String total) {
        ledger.open(BUDGET, Limits.total(USDT.of(total)), Contestants.ENDED);
    }

    private static SweepWorld world(int threads) {
        SweepWorld world = new SweepWorld(
                DB.database(),
                new SweepWorkers.Settings(threads, 10, Duration.ofSeconds(3)),
                PLAYBOOKS,
                BudgetPlan.shipped());
        world.start();
        return world;
    }

    private static Process node() throws IOException {
        DatabaseSettings settings = DB.settings();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SweepNode.class.getName(),
                        settings.host(),
                        String.valueOf(settings.port()),
                        settings.database(),
                        settings.user(),
                        "10",
                        "",
                        PLAYBOOKS.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        while (line != null && !line.equals("ready")) {
            line = output.readLine();
        }
        assertThat(line).as("the node starts").isEqualTo("ready");
        Thread drain = new Thread(() -> output.lines().forEach(ignored -> {}));
        drain.setDaemon(true);
        drain.start();
        return process;
    }
}
