package dev.tideline.engine.sweep.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.audit.Recomputed;
import dev.tideline.engine.budgets.Reconsidered;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.ledger.store.HeldGrants;
import dev.tideline.engine.risk.BulkRisk;
import dev.tideline.engine.risk.RiskCheck;
import dev.tideline.engine.risk.SparingRiskCheck;
import dev.tideline.engine.risk.Verdict;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.chunk.SeededLife;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.budgets.BudgetPlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** Sweeps whose incentives a risk service is asked about. */
final class RiskySweepsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final int USERS = 1_500;

    private final AtomicInteger asked = new AtomicInteger();
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
                "event",
                "payout",
                "vesting");
        DB.truncateLedger();
    }

    @Test
    void whatIsAllowedIsGrantedAndTheRecordSaysByWhom() {
        try (SweepWorld world = world(answering(Verdict.given(Verdict.Kind.ALLOW, "seen")))) {
            swept(world, START);
            List<String> grants = lines("SELECT grant_key AS line FROM ledger_grant WHERE state = 'RESERVED'");
            assertThat(grants).hasSizeGreaterThan(20);
            assertThat(asked.get()).isGreaterThanOrEqualTo(grants.size());
            assertThat(lines("SELECT decision_id::text AS line FROM decision WHERE inputs::text LIKE '%RISK_ALLOWED%'"))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(id -> identical(world, id));
        }
    }

    @Test
    void aServiceThatIsGonePaysNothingAndIsSparedAndTouchesGoOn() {
        RiskCheck dead = new SparingRiskCheck(
                answering(Verdict.UNREACHABLE),
                Clock.systemUTC(),
                new SparingRiskCheck.Limits(10, Duration.ofHours(1)));
        try (SweepWorld world = world(dead)) {
            swept(world, START);
            assertThat(lines("SELECT grant_key AS line FROM ledger_grant")).isEmpty();
            assertThat(lines("SELECT message_id::text AS line FROM outbox")).isNotEmpty();
            // ten silences, and what was under way on both threads by then
            assertThat(asked.get()).isBetween(10, 10 + 2 * 4);
            assertThat(lines("SELECT reason AS line FROM run_count WHERE reason LIKE 'RISK%'"))
                    .isNotEmpty()
                    .containsOnly("RISK_UNREACHABLE");
            assertThat(
                            lines(
                                    "SELECT decision_id::text AS line FROM decision WHERE inputs::text LIKE '%RISK_UNREACHABLE%'"))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(id -> identical(world, id));
        }
        // the service is back: whom silence refused is due within the hour, though nothing changed
        try (SweepWorld world = world(answering(Verdict.given(Verdict.Kind.ALLOW, "")))) {
            assertThat(world.sweep(START.plus(Duration.ofHours(2)), false).state())
                    .isEqualTo(RunState.DONE);
            assertThat(lines("SELECT grant_key AS line FROM ledger_grant WHERE state = 'RESERVED'"))
                    .hasSizeGreaterThan(20);
        }
    }

    @Test
    void whatIsHeldWaitsInTheLedgerForAPersonAndIsThenGrantedWithoutAsking() {
        try (SweepWorld world = world(answering(Verdict.given(Verdict.Kind.HOLD, "velocity")))) {
            swept(world, START);
            List<String> held = lines("SELECT grant_no::text AS line FROM ledger_grant WHERE state = 'HELD'");
            assertThat(held).hasSizeGreaterThan(20);
            assertThat(lines("SELECT grant_key AS line FROM ledger_grant WHERE state <> 'HELD'"))
                    .isEmpty();
            assertThat(
                            lines(
                                    "SELECT decision_id::text AS line FROM decision WHERE outcome = 'PENDING_REVIEW' AND reason = 'HELD_BY_RISK'"))
                    .hasSizeGreaterThan(20)
                    .allSatisfy(id -> identical(world, id));
            held.forEach(grant -> {
                GrantId id = new GrantId(Long.parseLong(grant));
                ledger.release(id, START.plusSeconds(60));
                DB.database()
                        .doInTransaction(t -> Reconsidered.held(
                                t, ledger.grant(id).orElseThrow().key()));
            });
            assertThat(world.sweep(START.plus(Duration.ofHours(1)), false).state())
                    .isEqualTo(RunState.DONE);
            assertThat(
                            lines(
                                    "SELECT i.grant_key AS line FROM incentive_grant i JOIN ledger_grant g USING (grant_key) WHERE NOT ghost AND g.state = 'RESERVED'"))
                    .hasSizeGreaterThanOrEqualTo(held.size() * 9 / 10);
            assertThat(Difference.in(DB.database())).isEmpty();
        }
    }

    @Test
    void aPersonsNoStandsAndTheLaterRecordsStillSayThatRiskHolds() {
        try (SweepWorld world = world(answering(Verdict.given(Verdict.Kind.HOLD, "velocity")))) {
            swept(world, START);
            assertThat(world.sweep(START.plus(Duration.ofHours(1)), true).state())
                    .isEqualTo(RunState.DONE);
            assertThat(lines("SELECT reason AS line FROM run_count WHERE reason LIKE 'HELD_BY%'"))
                    .isNotEmpty()
                    .containsOnly("HELD_BY_RISK");
        }
        List<String> held = lines("SELECT grant_no::text AS line FROM ledger_grant WHERE state = 'HELD'");
        List<Grant> refused = held.subList(0, held.size() / 2).stream()
                .map(number -> ledger.grant(new GrantId(Long.parseLong(number))).orElseThrow())
                .toList();
        refused.forEach(grant -> {
            ledger.move(grant.id(), Step.VOID, START.plusSeconds(4_000));
            DB.database().doInTransaction(transaction -> new HeldGrants(transaction).refused(grant));
        });
        try (SweepWorld world = world(answering(Verdict.given(Verdict.Kind.ALLOW, "")))) {
            assertThat(world.sweep(START.plus(Duration.ofHours(2)), true).state())
                    .isEqualTo(RunState.DONE);
            assertThat(refused)
                    .allSatisfy(grant -> assertThat(ledger.live(grant.key())).isEmpty());
            List<String> records =
                    lines("SELECT decision_id::text AS line FROM decision_state WHERE reason = 'RELEASE_REFUSED'");
            assertThat(records).hasSizeGreaterThan(5).allSatisfy(id -> identical(world, id));
        }
    }

    @Test
    void heldOutPersonsAreNotAskedAbout() {
        try (SweepWorld world = world(question -> {
            assertThat(lines("SELECT user_id AS line FROM users WHERE user_id = '" + question.userId() + "'"))
                    .hasSize(1);
            return answering(Verdict.given(Verdict.Kind.DENY, "no")).ask(question);
        })) {
            swept(world, START);
            assertThat(lines("SELECT grant_key AS line FROM ledger_grant")).isEmpty();
            assertThat(lines("SELECT grant_key AS line FROM incentive_grant WHERE ghost"))
                    .isNotEmpty();
            assertThat(lines("SELECT grant_key AS line FROM incentive_grant WHERE NOT ghost"))
                    .isEmpty();
        }
    }

    private RiskCheck answering(Verdict verdict) {
        return question -> Mono.fromSupplier(() -> {
            asked.incrementAndGet();
            return verdict;
        });
    }

    private static SweepWorld world(RiskCheck risk) {
        SweepWorld world = new SweepWorld(
                DB.database(),
                new SweepWorkers.Settings(2, 100, Duration.ofSeconds(15)),
                null,
                BudgetPlan.shipped(),
                BulkRisk.of(risk, 4));
        world.start();
        return world;
    }

    private static void swept(SweepWorld world, Instant at) {
        SeededLife life = new SeededLife(11, USERS);
        world.feed(life.accounts(START.minus(Duration.ofDays(130))), START);
        world.events(life.beginnings(START), START);
        world.neverStale();
        assertThat(world.sweep(at, true).state()).isEqualTo(RunState.DONE);
        assertThat(lines("SELECT error AS line FROM poison")).isEmpty();
        assertThat(Difference.in(DB.database())).isEmpty();
    }

    private static void identical(SweepWorld world, String id) {
        UUID decision = UUID.fromString(id);
        assertThat(world.audit().recompute(decision)).hasValue(new Recomputed(decision, "", List.of()));
    }

    private static List<String> lines(String sql) {
        return DB.database().inTransaction(t -> t.sql(sql).list(row -> row.text("line")));
    }
}
