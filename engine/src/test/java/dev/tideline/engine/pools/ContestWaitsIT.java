package dev.tideline.engine.pools;

import static dev.tideline.engine.pools.Contestants.ENDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.budgets.Reconsidered;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.risk.BulkRisk;
import dev.tideline.engine.risk.Verdict;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.money.Asset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

/** Nobody loses the prize of a contest since risk, or a person, has not decided of him yet; and nobody wins twice. */
class ContestWaitsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Path PLAYBOOKS = Path.of("src/test/resources/competitions");
    private static final Asset USDT = new Asset("USDT", 6);
    private static final BudgetId BUDGET = new BudgetId(BudgetId.Kind.CAMPAIGN, "contest-payout");
    private static final Instant DUE = Instant.parse("2026-03-03T01:00:00Z");
    private static final Instant NEXT = DUE.plus(Duration.ofDays(1));
    private static final Verdict ALLOW = Verdict.given(Verdict.Kind.ALLOW, "");
    private static final String AWAITED = "SELECT concat_ws(' ', u.user_id, reason, left_out) AS line"
            + " FROM contest_awaited JOIN users u USING (user_no) ORDER BY 1";

    private final Ledger ledger = new CommittingLedger(DB.database());
    private volatile Verdict ofTheSecond = ALLOW;

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
                "membership",
                "decision",
                "decision_state",
                "reentry_state",
                "contact",
                "outbox",
                "incentive_grant",
                "pool_share",
                "pool_member",
                "contest_awaited",
                "event",
                "payout",
                "vesting",
                "offer");
        DB.truncateLedger();
        ledger.open(BUDGET, Limits.total(USDT.of("3600")), ENDED);
    }

    @Test
    void aSilenceOfRiskDelaysThePrizesAndCostsNobodyHis() {
        ofTheSecond = Verdict.TIMEOUT;
        try (SweepWorld world = world(PLAYBOOKS)) {
            Contestants.enter(world, 5);
            swept(world, DUE, true);
            assertThat(Contestants.prizes(DB)).isEmpty();
            assertThat(lines(AWAITED)).containsExactly("c-2 RISK_TIMEOUT f");
            assertThat(lines("SELECT DISTINCT (expires_at > '2026-04-30')::text AS line FROM ledger_grant"))
                    .as("parts outlast the wait")
                    .containsExactly("true");
            ofTheSecond = ALLOW;
            swept(world, NEXT, false);
            assertThat(Contestants.prizes(DB))
                    .containsExactly("c-1 1 1000", "c-3 2 600", "c-2 3 400", "c-4 4 200", "c-5 5 200");
            assertThat(lines(AWAITED)).isEmpty();
        }
    }

    @Test
    void aServiceThatStaysSilentStopsNobodyForEver() {
        ofTheSecond = Verdict.UNREACHABLE;
        try (SweepWorld world = world(PLAYBOOKS)) {
            Contestants.enter(world, 3);
            swept(world, DUE, true);
            swept(world, ENDED.plus(Duration.ofDays(60)).minusSeconds(1), false);
            assertThat(Contestants.prizes(DB)).isEmpty();
            swept(world, ENDED.plus(Duration.ofDays(60)), false);
            assertThat(Contestants.prizes(DB)).containsExactly("c-1 1 1000", "c-3 2 600");
            assertThat(lines(AWAITED)).containsExactly("c-2 RISK_UNREACHABLE t");
            ofTheSecond = ALLOW;
            swept(world, ENDED.plus(Duration.ofDays(61)), true);
            assertThat(Contestants.prizes(DB)).containsExactly("c-1 1 1000", "c-3 2 600");
        }
    }

    @Test
    void whomRiskHoldsAPersonReleasesAndHeHasHisPlace() {
        ofTheSecond = Verdict.given(Verdict.Kind.HOLD, "velocity");
        try (SweepWorld world = world(PLAYBOOKS)) {
            Contestants.enter(world, 4);
            swept(world, DUE, true);
            assertThat(Contestants.prizes(DB)).isEmpty();
            assertThat(lines(AWAITED)).containsExactly("c-2 HELD_BY_RISK f");
            GrantId held = new GrantId(
                    Long.parseLong(lines("SELECT grant_no::text AS line FROM ledger_grant WHERE state = 'HELD'")
                            .get(0)));
            ledger.release(held, DUE.plusSeconds(60));
            DB.database()
                    .doInTransaction(t -> Reconsidered.held(
                            t, ledger.grant(held).orElseThrow().key()));
            swept(world, NEXT, false);
            assertThat(Contestants.prizes(DB)).containsExactly("c-1 1 1000", "c-3 2 600", "c-2 3 400", "c-4 4 200");
        }
    }

    @Test
    void aPersonsReviewIsWaitedForAndWhomItClearsHasHisPlace() {
        try (SweepWorld world = world(PLAYBOOKS)) {
            Contestants.enter(world, 3);
            world.feed(changed("\"risk_score\":50"), ENDED.plus(Duration.ofDays(2)));
            swept(world, DUE, true);
            assertThat(Contestants.prizes(DB)).isEmpty();
            assertThat(lines(AWAITED))
                    .singleElement()
                    .asString()
                    .startsWith("c-2 ")
                    .endsWith(" f");
            world.feed(changed("\"risk_score\":1"), DUE.plusSeconds(60));
            swept(world, NEXT, false);
            assertThat(Contestants.prizes(DB)).containsExactly("c-1 1 1000", "c-3 2 600", "c-2 3 400");
        }
    }

    @Test
    void nobodyWaitsForWhoFitsNoMore() {
        ofTheSecond = Verdict.TIMEOUT;
        try (SweepWorld world = world(PLAYBOOKS)) {
            Contestants.enter(world, 4);
            swept(world, DUE, true);
            assertThat(Contestants.prizes(DB)).isEmpty();
            world.feed(changed("\"risk_review\":\"FAILED\""), DUE.plusSeconds(60));
            swept(world, NEXT, false);
            assertThat(Contestants.prizes(DB)).containsExactly("c-1 1 1000", "c-3 2 600", "c-4 3 400");
        }
    }

    @Test
    void whoIsUndecidedInAnotherContestDelaysThatOneAlone() {
        ofTheSecond = Verdict.TIMEOUT;
        try (SweepWorld world = world(PLAYBOOKS)) {
            Contestants.enter(world, 3);
            world.feed(changed("\"contest_id\":\"other\""), ENDED.plus(Duration.ofDays(2)));
            swept(world, DUE, true);
            assertThat(Contestants.prizes(DB)).containsExactly("c-1 1 1000", "c-3 2 600");
        }
    }

    @Test
    void whoEntersAgainStillHoldsOnePlace(@TempDir Path folder) throws IOException {
        try (SweepWorld world = world(enteringAgain(folder))) {
            Contestants.enter(world, 4);
            swept(world, ENDED.plus(Duration.ofDays(10)), true);
            swept(world, DUE, true);
            assertThat(lines("SELECT DISTINCT count(*)::text AS line FROM incentive_grant GROUP BY person_no"))
                    .as("everybody has two parts")
                    .containsExactly("2");
            List<String> once = List.of("c-1 1 1000", "c-3 2 600", "c-2 3 400", "c-4 4 200");
            assertThat(Contestants.prizes(DB)).containsExactlyElementsOf(once);
            swept(world, NEXT, true);
            assertThat(Contestants.prizes(DB)).containsExactlyElementsOf(once);
        }
    }

    /** The same playbook with a re-entry at every run. */
    private static Path enteringAgain(Path folder) throws IOException {
        Path from = PLAYBOOKS.resolve("contest-payout");
        Path to = Files.createDirectories(folder.resolve("contest-payout"));
        for (String file : List.of("playbook.yaml", "rules.drl", "scenarios.yaml")) {
            String text = Files.readString(from.resolve(file));
            Files.writeString(to.resolve(file), text.replace("reentry: { event: contestEndedAt }", "reentry: {}"));
        }
        return folder;
    }

    private static List<String> changed(String member) {
        return List.of("{\"user_id\":\"c-2\",\"snapshot_date\":\"2026-02-02\"," + member + "}");
    }

    private SweepWorld world(Path playbooks) {
        SweepWorld world = new SweepWorld(
                DB.database(),
                new SweepWorkers.Settings(2, 10, Duration.ofSeconds(15)),
                playbooks,
                BudgetPlan.shipped(),
                BulkRisk.of(question -> Mono.just(question.userId().equals("c-2") ? ofTheSecond : ALLOW), 4));
        world.start();
        return world;
    }

    private static void swept(SweepWorld world, Instant at, boolean full) {
        assertThat(world.sweep(at, full).state()).isEqualTo(RunState.DONE);
        assertThat(lines("SELECT error AS line FROM poison")).isEmpty();
        assertThat(Difference.in(DB.database())).isEmpty();
    }

    private static List<String> lines(String sql) {
        return Contestants.lines(DB, sql);
    }
}
