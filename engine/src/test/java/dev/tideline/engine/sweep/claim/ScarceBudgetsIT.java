package dev.tideline.engine.sweep.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.budgets.Reconsidered;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.chunk.SeededLife;
import dev.tideline.engine.sweep.chunk.SweepNode;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.money.Assets;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** More ask than budgets have room for. */
final class ScarceBudgetsIT {

    @RegisterExtension
    static final TestDatabase ONE = new TestDatabase();

    @RegisterExtension
    static final TestDatabase OTHER = new TestDatabase();

    @RegisterExtension
    static final TestDatabase DISTURBED = new TestDatabase();

    @RegisterExtension
    static final TestDatabase DRY = new TestDatabase();

    @RegisterExtension
    static final TestDatabase RAISED = new TestDatabase();

    private static final int USERS = 3_000;
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

    private static final String PLAN = """
            asset: USDT
            campaigns:
              default: { total: "130" }
              dormant-30-funded: { total: "130", perPeriod: "95", period: "calendar(day, UTC)" }
            periods: { everything: { total: "1500" } }
            person: { total: "60" }
            """;

    private static final String DECISIONS = """
            SELECT concat_ws(' ', u.user_id, d.rule, d.outcome, d.reason, d.occurrence, d.parts) AS line
              FROM decision d JOIN users u USING (user_no) ORDER BY 1
            """;
    private static final String GRANTS = """
            SELECT concat_ws(' ', grant_key, state, amount) AS line FROM ledger_grant ORDER BY 1
            """;

    private static List<String> decided;
    private static List<String> granted;

    /** What others are compared with: one node that nobody disturbs. */
    @BeforeAll
    static void sweepUndisturbed() {
        try (SweepWorld world = world(ONE, 4, 100)) {
            populate(world, new Random(1));
            world.start();
            Run run = world.sweep(START, false);
            assertThat(run.state()).isEqualTo(RunState.DONE);
            assertThat(run.progress().poisoned()).isZero();
            assertThat(run.progress().evaluated()).isEqualTo(USERS);
            decided = world.lines(DECISIONS);
            granted = world.lines(GRANTS);
            assertBooks(world);
            assertTurns(world);
        }
    }

    @Test
    void givesTheSameToTheSameInWhateverOrder() {
        try (SweepWorld world = world(OTHER, 1, 37)) {
            populate(world, new Random(2));
            world.start();
            world.sweep(START, false);
            assertThat(world.lines(GRANTS)).hasSizeGreaterThan(30).isEqualTo(granted);
            assertThat(world.lines(DECISIONS)).isEqualTo(decided);
            world.sweep(START, true);
            assertThat(world.lines(GRANTS))
                    .as("a sweep made again grants nothing")
                    .isEqualTo(granted);
            assertBooks(world);
        }
    }

    @Test
    void anotherNodeGoesOnInTheSecondPassOfANodeThatWasKilled() throws IOException, InterruptedException {
        try (SweepWorld watcher = world(DISTURBED, 0, 50)) {
            populate(watcher, new Random(3));
            RunId run = watcher.start(START, false);
            Process first = SweepNode.started(DISTURBED.settings(), 1, PLAN);
            long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (turnsTaken(watcher) < 5) {
                assertThat(first.isAlive()).isTrue();
                assertThat(System.nanoTime()).isLessThan(until);
            }
            first.destroyForcibly().waitFor();
            assertThat(watcher.find(run).state()).isEqualTo(RunState.RUNNING);
            Process second = SweepNode.started(DISTURBED.settings(), 50, PLAN);
            try {
                assertThat(watcher.finished(run).state()).isEqualTo(RunState.DONE);
            } finally {
                second.destroyForcibly().waitFor();
            }
            assertThat(watcher.lines(GRANTS)).isEqualTo(granted);
            assertBooks(watcher);
        }
    }

    @Test
    void aLimitThatIsRaisedReachesThoseWhomItRefused() {
        CommittingLedger ledger = new CommittingLedger(RAISED.database());
        try (SweepWorld world = world(RAISED, 2, 100)) {
            populate(world, new Random(1));
            world.start();
            world.sweep(START, false);
            String playbook = world.lines(
                            "SELECT playbook AS line FROM decision_state WHERE reason = 'BUDGET_EXHAUSTED'"
                                    + " GROUP BY playbook ORDER BY count(*) DESC LIMIT 1")
                    .get(0);
            String refused = "SELECT DISTINCT user_id AS line FROM decision_state JOIN users USING (user_no)"
                    + " WHERE playbook = '" + playbook + "' AND reason = 'BUDGET_EXHAUSTED' ORDER BY 1";
            List<String> before = world.lines(refused);
            assertThat(before).isNotEmpty();
            List<BudgetId> ids = List.of(BudgetId.campaign(playbook), new BudgetId(BudgetId.Kind.PERIOD, "everything"));
            for (BudgetId id : ids) {
                Budget budget = ledger.budget(id).orElseThrow();
                Limits more = Limits.total(budget.asset().of("1000000"));
                assertThat(more.mayAdmitMoreThan(budget.limits())).isTrue();
                assertThat(budget.limits().mayAdmitMoreThan(budget.limits())).isFalse();
                ledger.limit(id, more, budget.revision(), START);
            }
            Reconsidered reconsidered = new Reconsidered(BudgetPlanReader.read("budgets.yaml", PLAN, Assets.shipped())
                    .orThrow());
            RAISED.database().doInTransaction(transaction -> reconsidered.refused(transaction, ids.get(0)));
            world.sweep(START.plusSeconds(60), false);
            assertThat(world.lines(refused)).hasSizeLessThan(before.size());
            assertBooks(world);
        }
    }

    @Test
    void aDryRunCountsAndSpendsNothing() {
        try (SweepWorld world = world(DRY, 2, 100)) {
            populate(world, new Random(1));
            world.start();
            RunId id = world.start(new SweepRequest(Set.of(), START, true, true, "test"));
            Run run = world.finished(id);
            assertThat(run.state()).isEqualTo(RunState.DONE);
            assertThat(run.counts()).anyMatch(count -> count.outcome().equals("GRANTED"));
            assertThat(world.lines("SELECT kind AS line FROM budget")).isEmpty();
            assertThat(world.lines(GRANTS)).isEmpty();
            assertThat(world.lines("SELECT budget AS line FROM dry_spending")).isEmpty();
            Run real = world.finished(world.start(new SweepRequest(Set.of(), START, true, false, "test")));
            assertThat(run.counts()).containsExactlyInAnyOrderElementsOf(real.counts());
        }
    }

    private static long turnsTaken(SweepWorld watcher) {
        return watcher
                .lines("SELECT (checkpoint - person_from + 1)::text AS line FROM run_shard WHERE phase = 'claims'"
                        + " AND person_from = 1 AND NOT done")
                .stream()
                .mapToLong(Long::parseLong)
                .sum();
    }

    /** The ledger adds up, and holds a reservation for exactly what was decided to be granted. */
    private static void assertBooks(SweepWorld world) {
        assertThat(world.lines("SELECT concat_ws(' ', what, which, stated, booked) AS line FROM ledger_difference"))
                .isEmpty();
        assertThat(world.lines("SELECT key AS line FROM budget WHERE spent > total_limit OR overdrawn > 0"))
                .isEmpty();
        assertThat(world.lines("SELECT key AS line FROM budget WHERE kind = 'CAMPAIGN' AND spent > 0"))
                .hasSizeGreaterThan(2);
        assertThat(world.lines("SELECT grant_key AS line FROM ledger_grant WHERE state = 'RESERVED' ORDER BY 1"))
                .isEqualTo(
                        world.lines(
                                "SELECT grant_key AS line FROM incentive_grant WHERE NOT ghost AND voided_at IS NULL ORDER BY 1"));
        assertThat(world.lines("SELECT 'x' AS line FROM staged_claim UNION ALL SELECT 'x' FROM claim_turn"))
                .isEmpty();
    }

    /** Of a budget that everybody asks the same of, those whose turn came first have got it; and records say so. */
    private static void assertTurns(SweepWorld world) {
        String turns = """
                SELECT d.playbook, d.outcome, (p -> 'values' ->> 'turn')::int AS turn, p ->> 'reason' AS reason,
                       p -> 'values' ->> 'budget' AS budget, p -> 'values' ->> 'short_by' AS short_by
                  FROM decision d, jsonb_array_elements(d.parts) AS p
                 WHERE p ->> 'kind' = 'INCENTIVE' AND jsonb_exists(p -> 'values', 'turn')
                   AND d.playbook NOT IN ('churned-90', 'churned-180', 'vip-guard', 'low-csat', 'large-outflow')
                """;
        String exhausted = "SELECT playbook, min(turn) AS first, count(*) AS n, min(short_by) AS least FROM (" + turns
                + ") AS t WHERE budget = 'CAMPAIGN:' || playbook AND reason = 'BUDGET_EXHAUSTED' GROUP BY playbook";
        assertThat(world.lines("SELECT playbook AS line FROM (" + exhausted + ") AS e WHERE n > 5"))
                .isNotEmpty();
        assertThat(world.lines("SELECT 'x' AS line FROM (" + exhausted + ") AS e WHERE least IS NULL"))
                .isEmpty();
        assertThat(world.lines("SELECT t.playbook AS line FROM (" + turns + ") AS t JOIN (" + exhausted
                        + ") AS e USING (playbook) WHERE t.reason = 'GRANTED' AND t.turn > e.first"))
                .isEmpty();
        assertThat(world.lines("SELECT t.playbook AS line FROM (" + turns + ") AS t JOIN (" + exhausted
                        + ") AS e USING (playbook) WHERE t.reason = 'GRANTED'"))
                .isNotEmpty();
    }

    private static SweepWorld world(TestDatabase database, int threads, int chunk) {
        BudgetPlan plan =
                BudgetPlanReader.read("budgets.yaml", PLAN, Assets.shipped()).orThrow();
        return new SweepWorld(
                database.database(), new SweepWorkers.Settings(threads, chunk, Duration.ofSeconds(15)), null, plan);
    }

    private static void populate(SweepWorld world, Random order) {
        SeededLife life = new SeededLife(7, USERS);
        List<String> accounts = new ArrayList<>(life.accounts(START.minus(Duration.ofDays(130))));
        Collections.shuffle(accounts, order);
        world.feed(accounts, START);
        world.events(life.beginnings(START), START);
        world.neverStale();
    }
}
