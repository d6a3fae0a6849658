package dev.tideline.engine.pools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.given.Salts;
import dev.tideline.engine.arbitration.outcome.Refusal;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.delivery.outbox.OfferNotices;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.promise.Gates;
import dev.tideline.engine.evaluation.promise.Promise;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.ingest.EventIngest;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.Sweeps;
import dev.tideline.engine.sweep.phase.Phase;
import dev.tideline.engine.sweep.phase.PhasedWork;
import dev.tideline.engine.sweep.run.FixedScope;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.PostgresUserStore;
import dev.tideline.rules.facts.vocabulary.MarketFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.LimitsReader;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.segments.Segmentation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pool of a week, divided among all whom a run found. */
class PoolPhaseIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    static final Instant FRIDAY = Instant.parse("2026-03-13T01:00:00Z");
    private static final Asset USDT = new Asset("USDT", 6);
    private static final BudgetId BUDGET = new BudgetId(BudgetId.Kind.CAMPAIGN, "welcome");
    private static final int PEOPLE = 2_500;
    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Segmentation SEGMENTS = Segmentation.shipped(VOCABULARY);
    private static final FactsModel MODEL =
            new FactsModel(VOCABULARY, FieldSources.shipped(VOCABULARY), Days.UTC, SEGMENTS, HistoryRules.of(SEGMENTS));
    private static final EvaluationPolicy POLICY = new EvaluationPolicy(
            MODEL,
            LimitsReader.shipped(),
            Incentives.shipped(),
            Salts.STANDARD,
            asOf -> MarketFacts.unknown(VOCABULARY));

    private final Database database = DB.database();
    private final Ledger ledger = new CommittingLedger(database);

    @BeforeEach
    void people() throws IOException {
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
                "incentive_grant",
                "pool_share",
                "pool_member",
                "offer",
                "event",
                "payout",
                "vesting");
        DB.truncateLedger();
        database.doInTransaction(t -> {
            t.execute(
                    "INSERT INTO playbook_version (hash, playbook, files, origin) VALUES ('h', 'welcome', '{}', 'stored')");
            t.execute("INSERT INTO playbook (playbook, hash, paused) VALUES ('welcome', 'h', false)");
            t.sql("SELECT make_decision_partition(:at) IS NULL AS n")
                    .bind("at", FRIDAY)
                    .list(row -> row.flag("n"));
        });
        StringBuilder rows = new StringBuilder("user_id,snapshot_date,total_asset\n");
        for (int i = 0; i < PEOPLE; i++) {
            rows.append("u-")
                    .append(i)
                    .append(",2026-03-01,")
                    .append(100 + i % 977)
                    .append("\n");
        }
        new FeedImport(database, Days.UTC, VOCABULARY, MODEL.sources(), IngestLimits.STANDARD)
                .take(FeedImport.Format.CSV, stream(rows.toString()), FRIDAY);
        trade("u-1", "2026-03-12T23:59:59Z", "4000", "11.111111");
        trade("u-2", "2026-03-06T00:00:00Z", "1000", "2000");
        trade("u-3", "2026-03-05T23:59:59Z", "9000", "5000");
        trade("u-4", "2026-03-13T00:30:00Z", "9000", "5000");
    }

    @Test
    void aFifthOfTheWeeksFeesIsPaidOutToTheLastUnit() {
        ledger.open(BUDGET, Limits.total(USDT.of("1000000")), FRIDAY);
        swept();
        assertThat(paid()).isEqualTo(USDT.of("402.222222"));
        assertThat(number("SELECT count(*) AS n FROM pool_share")).isEqualTo(PEOPLE);
        assertThat(number("SELECT count(*) AS n FROM ledger_grant WHERE state = 'PAYABLE'"))
                .isEqualTo(PEOPLE);
        assertThat(number("SELECT count(*) AS n FROM ledger_grant WHERE amount > 10000000"))
                .isZero();
        assertThat(number("SELECT count(*) AS n FROM payout")).isEqualTo(PEOPLE);
        assertThat(Difference.in(database)).isEmpty();
    }

    @Test
    void whoKeptAPartOfAnEarlierWeekSharesOnce() {
        ledger.open(BUDGET, Limits.total(USDT.of("1000000")), FRIDAY);
        database.doInTransaction(t -> t.execute("""
                INSERT INTO pool_member (grant_key, run_no, position, person_no, user_no, playbook, incentive, rule, fresh)
                SELECT 'welcome|weekly-fee-share|' || user_id || '|w10', 0, 0, person_no, user_no, 'welcome',
                    'weekly-fee-share', 'welcome/join', false FROM users
                """));
        swept();
        assertThat(paid()).isEqualTo(USDT.of("402.222222"));
        assertThat(number("SELECT count(*) AS n FROM pool_share WHERE amount > 0"))
                .isEqualTo(PEOPLE);
    }

    @Test
    void thePoolIsNeverMoreThanItsBudgetHasLeftBesideWhatIsOwed() {
        ledger.open(BUDGET, Limits.total(USDT.of("100.000001")), FRIDAY);
        database.doInTransaction(
                t -> t.execute(
                        "INSERT INTO pool_share (run_no, position, grant_key, playbook, incentive,"
                                + " contest, amount, divided_at) VALUES (0, 0, 'owed', 'welcome', 'weekly-fee-share', '', 30, '2026-03-01')"));
        swept();
        assertThat(number("SELECT count(*) AS n FROM pool_share WHERE NOT done"))
                .isZero();
        assertThat(paid()).isEqualTo(USDT.of("100.000001"));
        assertThat(ledger.budget(BUDGET).orElseThrow().spent()).isEqualTo(USDT.of("100.000001"));
        assertThat(Difference.in(database)).isEmpty();
    }

    @Test
    void withoutABudgetNothingIsPaid() {
        swept();
        assertThat(number("SELECT count(*) AS n FROM ledger_grant")).isZero();
    }

    @Test
    void aPoolThatIsDividedAgainPaysNothingMore() {
        ledger.open(BUDGET, Limits.total(USDT.of("1000000")), FRIDAY);
        long run = swept();
        database.doInTransaction(t -> {
            assertThat(Phase.openings(phases()).stream().flatMap(phase -> phase.begin(t, run).stream()))
                    .isEmpty();
        });
        assertThat(paid()).isEqualTo(USDT.of("402.222222"));
    }

    @Test
    void sharesTakeThePlaceOfWhatWasReservedInEveryBudgetThatItNamed() {
        BudgetId group = new BudgetId(BudgetId.Kind.GROUP, "engagement");
        Money nothing =
                Incentives.shipped().named("weekly-fee-share").orElseThrow().reserved();
        assertThat(nothing).isEqualTo(USDT.zero());
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            claims.add(new Claim(
                    new GrantKey("welcome|weekly-fee-share|u-" + i + "|w11"),
                    "weekly-fee-share@1",
                    Cost.of(nothing),
                    List.of(
                            new Charge(BUDGET, Limits.total(USDT.of("1000000"))),
                            new Charge(group, Limits.total(USDT.of("500")))),
                    Breakers.off(USDT),
                    false,
                    FRIDAY.plus(Duration.ofDays(7))));
        }
        ledger.claim(claims, FRIDAY);
        swept();
        assertThat(paid()).isEqualTo(USDT.of("402.222222"));
        assertThat(ledger.budget(group).orElseThrow().spent()).isEqualTo(USDT.of("402.222222"));
        assertThat(number("SELECT count(*) AS n FROM ledger_grant WHERE state NOT IN ('VOID', 'PAYABLE')"))
                .isZero();
        assertThat(Difference.in(database)).isEmpty();
    }

    @Test
    void aSecondSweepOfTheSameWeekDividesOnlyWhatTheFirstLeft() {
        ledger.open(BUDGET, Limits.total(USDT.of("1000000")), FRIDAY);
        swept();
        database.doInTransaction(t -> t.execute("INSERT INTO person (person_id) VALUES ('late')"));
        swept();
        assertThat(paid()).isEqualTo(USDT.of("402.222222"));
    }

    @Test
    void whoIsFlaggedSinceHeQualifiedGetsNothingAndTheOthersShareItAll() {
        BudgetId other = new BudgetId(BudgetId.Kind.GROUP, "engagement");
        ledger.open(BUDGET, Limits.total(USDT.of("1000000")), FRIDAY);
        ledger.claim(
                List.of(new Claim(
                        new GrantKey("welcome|weekly-fee-share|u-7|w11"),
                        "weekly-fee-share@2",
                        Cost.of(USDT.zero()),
                        List.of(new Charge(other, Limits.total(USDT.of("500")))),
                        Breakers.off(USDT),
                        false,
                        FRIDAY.plus(Duration.ofDays(7)))),
                FRIDAY);
        qualifiedBefore("u-7");
        swept();
        assertThat(paid()).isEqualTo(USDT.of("402.222222"));
        assertThat(number("SELECT count(*) AS n FROM pool_share WHERE reason = 'RISK_FLAG' AND amount = 0"))
                .isEqualTo(1);
        assertThat(number("SELECT count(*) AS n FROM ledger_grant WHERE grant_key LIKE '%|u-7|%' AND state <> 'VOID'"))
                .isZero();
    }

    @Test
    void whatABudgetRefusesIsPaidByTheNextRunOnceThereIsRoom() {
        BudgetId group = new BudgetId(BudgetId.Kind.GROUP, "engagement");
        ledger.open(BUDGET, Limits.total(USDT.of("1000000")), FRIDAY);
        ledger.claim(
                List.of(new Claim(
                        new GrantKey("welcome|weekly-fee-share|u-1|w11"),
                        "weekly-fee-share@2",
                        Cost.of(USDT.zero()),
                        List.of(
                                new Charge(BUDGET, Limits.total(USDT.of("1000000"))),
                                new Charge(group, Limits.total(USDT.zero()))),
                        Breakers.off(USDT),
                        false,
                        FRIDAY.plus(Duration.ofDays(7)))),
                FRIDAY);
        swept();
        Money before = paid();
        assertThat(USDT.of("402.222222").exceeds(before)).isTrue();
        assertThat(number("SELECT count(*) AS n FROM pool_share WHERE NOT done"))
                .isEqualTo(1);
        ledger.limit(
                group,
                Limits.total(USDT.of("500")),
                ledger.budget(group).orElseThrow().revision(),
                FRIDAY);
        swept();
        assertThat(paid()).isEqualTo(USDT.of("402.222222"));
        assertThat(number("SELECT count(*) AS n FROM pool_share WHERE NOT done"))
                .isZero();
        assertThat(Difference.in(database)).isEmpty();
    }

    /** As if somebody had pulled his part on Tuesday. */
    private void qualifiedBefore(String user) {
        database.doInTransaction(t -> {
            t.sql("""
                    INSERT INTO decision (decision_id, decided_at, person_no, user_no, playbook, rule, version, class, outcome,
                        reason, occurrence, probability_bps, expires_at, basis_no, parts, inputs)
                    SELECT '00000000-0000-0000-0000-000000000007', :at, person_no, user_no, 'welcome', 'welcome/join', 'h',
                        'PROMOTIONAL', 'GRANTED', '', 'w11', 9000, :at, 1, '[]', '{}' FROM users WHERE user_id = :user
                    """)
                    .bind("at", FRIDAY.minusSeconds(200_000))
                    .bind("user", user)
                    .update();
            t.sql("""
                    INSERT INTO incentive_grant (grant_key, person_no, user_no, playbook, incentive, occurrence, at, class,
                        face_value, asset, ghost, decision_id)
                    SELECT 'welcome|weekly-fee-share|' || user_id || '|w11', person_no, user_no, 'welcome', 'weekly-fee-share',
                        'w11', :at, 'PROMOTIONAL', 10, 'USDT', false, '00000000-0000-0000-0000-000000000007'
                    FROM users WHERE user_id = :user
                    """)
                    .bind("at", FRIDAY.minusSeconds(200_000))
                    .bind("user", user)
                    .update();
        });
    }

    private long swept() {
        List<Phase> phases = phases();
        try (SweepWorkers workers = new SweepWorkers(
                database,
                new FixedScope(),
                () -> new PhasedWork(new Qualifying(), List.of(), phases),
                Phase.openings(phases),
                new SweepWorkers.Settings(2, 100, Duration.ofSeconds(2)))) {
            workers.start();
            Sweeps sweeps = new Sweeps(database, workers::wake);
            RunId id = sweeps.start(new SweepRequest(Set.of(), FRIDAY, true, false, "ann"));
            long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            while (!sweeps.find(id).orElseThrow().state().isFinal()) {
                assertThat(System.nanoTime()).as("waited 60 s").isLessThan(until);
                Thread.onSpinWait();
            }
            assertThat(poison()).isEmpty();
            return id.number();
        }
    }

    private static final Gates GATES = (transaction, promises, moment, at) -> promises.stream()
            .map(Promise::key)
            .filter(key -> key.contains("|u-7|"))
            .collect(Collectors.toMap(key -> key, key -> Refusal.of("RISK_FLAG")));

    private static List<Phase> phases() {
        return Pools.phases(
                POLICY,
                new PostgresUserStore(DB.database()),
                () -> Set.of("welcome"),
                GATES,
                new Offers(DB.database(), new OfferNotices(), POLICY, GATES));
    }

    private Money paid() {
        return USDT.ofMinor(database.inTransaction(
                t -> t.sql("SELECT coalesce(sum(amount), 0) AS n FROM ledger_grant WHERE state = 'PAYABLE'")
                        .one(row -> row.result().getBigDecimal("n").toBigIntegerExact())));
    }

    private static List<String> poison() {
        return DB.database()
                .inTransaction(
                        t -> t.sql("SELECT DISTINCT error AS told FROM poison").list(row -> row.text("told")));
    }

    private static long number(String sql) {
        return DB.database().inTransaction(t -> t.sql(sql).one(row -> row.number("n")));
    }

    private void trade(String user, String at, String usdt, String fee) throws IOException {
        String text = """
                {"event_id":"%s","type":"trade.executed","user_id":"%s","occurred_at":"%s","source":"test","schema_version":1,"payload":{"usdt":"%s","fee_usdt":"%s","product":"futures"}}
                """.formatted(UUID.randomUUID(), user, at, usdt, fee);
        assertThat(new EventIngest(database, Days.UTC, EventTypes.shipped(), IngestLimits.STANDARD)
                        .take(stream(text), FRIDAY)
                        .problems())
                .isEmpty();
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
