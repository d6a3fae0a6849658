package dev.tideline.engine.vesting;

import static dev.tideline.engine.ledger.Claiming.CAMPAIGN;
import static dev.tideline.engine.ledger.Claiming.asking;
import static dev.tideline.engine.ledger.Claiming.usdt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.delivery.outbox.OfferNotices;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.ingest.EventIngest;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.offer.TakeBacks;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.users.PostgresUserStore;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.segments.Segmentation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class VestingIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Segmentation SEGMENTS = Segmentation.shipped(VOCABULARY);
    private static final FactsModel MODEL =
            new FactsModel(VOCABULARY, FieldSources.shipped(VOCABULARY), Days.UTC, SEGMENTS, HistoryRules.of(SEGMENTS));
    private static final TakeBacks TAKE_BACKS = new TakeBacks(new OfferNotices());
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    private static final Instant POSTED = Instant.parse("2026-01-01T12:00:00Z");

    /** The UAE reward: unlocks once 1,000 were kept on 30 of 90 days. */
    private static final String CATALOGUE = """
            uae-reward:
              version: 1
              type: crypto-reward
              terms: { least: "1", most: "10" }
              asset: USDT
              faceValue: "10"
              expectedCost: "10"
              eligible: { regions: [AE], classes: [RETAIL], kyc: 1 }
              claimWithin: P7D
              useWithin: P30D
              payoutAfter: PT0S
              vesting: { least: "1000", days: 30, ofDays: 90 }
              combinable: true
              texts: { en: { name: "a", conditions: "b" }, zh: { name: "a", conditions: "b" } }
            """;

    private final Ledger ledger = new CommittingLedger(DB.database());

    @BeforeEach
    void empty() {
        DB.truncate(
                "offer",
                "outbox",
                "vesting",
                "users",
                "person",
                "incentive_grant",
                "event",
                "source_watermark",
                "intake",
                "payout");
    }

    @AfterEach
    void addsUp() {
        assertThat(Difference.in(DB.database())).isEmpty();
    }

    @Test
    void theUaeRewardUnlocksAfterThirtyOfNinetyDaysNotInARow() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int day = 0; day < 59; day++) {
            rows.add("u-1," + FIRST.plusDays(day) + "," + (day % 2 == 0 ? "1000" : "999.999999"));
        }
        GrantId grant = locked("uae", "uae-reward@1", "u-1", rows.subList(0, 58));
        ask("2026-06-01T00:00:00Z");
        assertThat(state(grant)).as("29 good days are told of").isEqualTo(GrantState.LOCKED);
        feed(rows.subList(58, 59));
        ask("2026-06-01T02:00:00Z");
        assertThat(state(grant)).isEqualTo(GrantState.PAYABLE);
    }

    @Test
    void itIsClawedBackOnceThirtyDaysCannotBeReached() throws IOException {
        Money before = spent();
        List<String> rows = new ArrayList<>();
        for (int day = 0; day < 61; day++) {
            rows.add("u-1," + FIRST.plusDays(day) + ",1");
        }
        GrantId grant = locked("lost", "uae-reward@1", "u-1", rows.subList(0, 60));
        ask("2026-03-02T00:00:00Z");
        assertThat(state(grant)).isEqualTo(GrantState.LOCKED);
        feed(rows.subList(60, 61));
        ask("2026-03-03T02:00:00Z");
        assertThat(state(grant)).isEqualTo(GrantState.CLAWED_BACK);
        assertThat(spent()).isEqualTo(before);
    }

    @Test
    void aDayThatIsStillGoingOnDoesNotCount() throws IOException {
        List<String> rows = new ArrayList<>();
        for (int day = 0; day < 30; day++) {
            rows.add("u-1," + FIRST.plusDays(day) + ",1000");
        }
        GrantId grant = locked("thirtieth", "uae-reward@1", "u-1", rows);
        ask("2026-01-30T23:59:59Z");
        assertThat(state(grant)).isEqualTo(GrantState.LOCKED);
        ask("2026-01-31T01:00:00Z");
        assertThat(state(grant)).isEqualTo(GrantState.PAYABLE);
    }

    @Test
    void theDepositBonusUnlocksAfterThirtyDays() throws IOException {
        GrantId grant = locked("bonus", "deposit-bonus-10-30-50@2", "u-1", List.of("u-1," + FIRST + ",1"));
        event("login", "2026-03-01T00:00:00Z");
        ask("2026-01-31T11:59:59.999999Z");
        assertThat(state(grant)).isEqualTo(GrantState.LOCKED);
        ask("2026-01-31T12:00:00Z");
        assertThat(state(grant)).isEqualTo(GrantState.PAYABLE);
    }

    @Test
    void aWithdrawalMeanwhileVoidsTheDepositBonus() throws IOException {
        GrantId grant = locked("void", "deposit-bonus-10-30-50@2", "u-1", List.of("u-1," + FIRST + ",1"));
        event("withdrawal.completed", "2026-01-20T00:00:00Z");
        ask("2026-01-20T00:00:01Z");
        assertThat(state(grant)).isEqualTo(GrantState.CLAWED_BACK);
    }

    @Test
    void anOfferEndsWithItsBonusAndTheProductIsTold() throws IOException {
        GrantId grant = locked("shown", "deposit-bonus-10-30-50@2", "u-1", List.of("u-1," + FIRST + ",1"));
        DB.database().doInTransaction(t -> t.execute("""
                INSERT INTO offer (decision_id, person_no, user_no, placement, rank, state, reserve, playbook, rule, version,
                    incentives, grant_keys, language, context, offered_at, expires_at, claim_before, changed_at)
                SELECT decision_id, person_no, user_no, 'home-banner', 1, 'REDEEMED', 'ON_DECIDE', 'p', 'p/r', 'v',
                    '{deposit-bonus-10-30-50@2}', ARRAY[grant_key], 'en', '{}', now(), now(), now(), now()
                FROM incentive_grant WHERE grant_key = 'shown'
                """));
        event("withdrawal.completed", "2026-01-20T00:00:00Z");
        ask("2026-01-20T00:00:01Z");
        assertThat(state(grant)).isEqualTo(GrantState.CLAWED_BACK);
        assertThat(DB.database().<String>inTransaction(t -> t.sql("""
                                SELECT concat_ws(' ', o.state, b.body::json ->> 'type', b.body::json #>> '{data,state}') AS line
                                FROM offer o JOIN outbox b USING (decision_id)
                                """).one(row -> row.text("line"))))
                .isEqualTo("CLAWED_BACK offer.clawed_back CLAWED_BACK");
    }

    @Test
    void aFeedThatTellsNothingNeitherVestsNorForfeits() throws IOException {
        GrantId grant = locked("silent", "deposit-bonus-10-30-50@2", "u-1", List.of("u-1," + FIRST + ",1"));
        ask("2026-06-01T00:00:00Z");
        assertThat(state(grant)).isEqualTo(GrantState.LOCKED);
    }

    @Test
    void aGrantOfNobodyKnownWaitsForAPersonWithANote() throws IOException {
        GrantId grant = locked("nobody", "uae-reward@1", "u-unknown", List.of("u-1," + FIRST + ",1"));
        ask("2026-06-01T00:00:00Z");
        assertThat(state(grant)).isEqualTo(GrantState.LOCKED);
        String note = DB.database()
                .inTransaction(t -> t.sql("SELECT note FROM vesting").one(row -> row.text("note")));
        assertThat(note).isEqualTo("No account is known for it");
        ledger.move(grant, Step.CLAW_BACK, POSTED);
        ask("2026-07-01T00:00:00Z");
        assertThat(state(grant)).isEqualTo(GrantState.CLAWED_BACK);
        assertThat(ask("2026-08-01T00:00:00Z")).isZero();
    }

    @Test
    void aPartThatWasTakenBackWhileLockedDoesNotVest() throws IOException {
        Money before = spent();
        GrantId grant = locked("part", "deposit-bonus-10-30-50@2", "u-1", List.of("u-1," + FIRST + ",1"));
        ledger.refund(grant, usdt("3.333333"), POSTED);
        event("login", "2026-03-01T00:00:00Z");
        ask("2026-03-01T00:00:00Z");
        assertThat(state(grant)).isEqualTo(GrantState.PAYABLE);
        assertThat(ledger.grant(grant).orElseThrow().left().token()).isEqualTo(usdt("6.666667"));
        ledger.move(grant, Step.CLAW_BACK, POSTED);
        assertThat(spent()).isEqualTo(before);
    }

    /** The voucher is to be claimed within 30 days, and used within 7 of the claim. */
    @Test
    void whatWasClaimedLateIsUsedInItsTimeCountedFromTheClaim() throws IOException {
        GrantId late = reserved("late", "2026-01-31T11:00:00Z");
        GrantId early = reserved("early", "2026-01-03T12:00:00Z");
        GrantId never = reserved("never", "2026-02-01T00:00:00Z");
        Instant lapses = Instant.parse("2026-01-31T12:00:00Z");
        assertThat(lapse(lapses)).isEqualTo(3);
        assertThat(List.of(state(late), state(early), state(never)))
                .containsExactly(GrantState.RESERVED, GrantState.EXPIRED, GrantState.EXPIRED);
        Instant used = Instant.parse("2026-02-07T11:00:00Z");
        assertThat(ledger.grant(late).orElseThrow().expiresAt()).isEqualTo(used);
        assertThat(lapse(used.minusSeconds(1))).isZero();
        assertThat(lapse(used)).isEqualTo(1);
        assertThat(state(late)).isEqualTo(GrantState.EXPIRED);
    }

    private static int lapse(Instant at) {
        Lapses lapses = new Lapses(Incentives.shipped());
        return DB.database().inTransaction(t -> lapses.step(t, at, 100));
    }

    /** A voucher of the first day, of another user each, and the event of its claim. */
    private GrantId reserved(String user, String claimedAt) throws IOException {
        feed(List.of(user + "," + FIRST + ",1"));
        Claim claim = asking("voucher|" + user, "10")
                .charging(CAMPAIGN, "1000")
                .lapsing(POSTED.plus(Duration.ofDays(30)))
                .build();
        GrantId grant = ((ClaimResult.Claimed) ledger.claim(
                        new Claim(
                                claim.key(),
                                "fee-voucher-10@1",
                                claim.cost(),
                                claim.charges(),
                                claim.breakers(),
                                false,
                                claim.expiresAt()),
                        POSTED))
                .id();
        UUID decision = UUID.nameUUIDFromBytes(user.getBytes(StandardCharsets.UTF_8));
        DB.database()
                .doInTransaction(t -> t.sql("""
                        INSERT INTO incentive_grant (grant_key, person_no, user_no, playbook, incentive, occurrence, at, class,
                            face_value, asset, ghost, decision_id)
                        SELECT :key, person_no, user_no, 'p', 'i', 'once', :at, 'PROMOTIONAL', 10, 'USDT', false, :decision
                        FROM users WHERE user_id = :user
                        """)
                        .bind("key", claim.key().text())
                        .bind("at", POSTED)
                        .bind("decision", decision)
                        .bind("user", user)
                        .update());
        take(user, "incentive.claimed", claimedAt, "{\"decision_id\":\"" + decision + "\"}");
        return grant;
    }

    @Test
    void everyNodeMayLetGrantsLapseAtOnce() throws Exception {
        Money before = spent();
        Instant past = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 500; i++) {
            ledger.claim(
                    asking("lapse-" + i, "1")
                            .charging(CAMPAIGN, "1000")
                            .lapsing(past.plusSeconds(1))
                            .build(),
                    past);
        }
        ExecutorService nodes = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> lapsed = nodes.invokeAll(List.of(life(), life(), life(), life()));
            int sum = 0;
            for (Future<Integer> one : lapsed) {
                sum += one.get();
            }
            assertThat(sum).isEqualTo(500);
        } finally {
            nodes.shutdown();
        }
        assertThat(spent()).isEqualTo(before);
    }

    private Money spent() {
        return ledger.budget(CAMPAIGN).map(Budget::spent).orElse(usdt("0"));
    }

    private static Callable<Integer> life() {
        return () -> {
            GrantLife life = new GrantLife(
                    DB.database(), Incentives.shipped(), new PostgresUserStore(DB.database()), MODEL, TAKE_BACKS);
            int all = 0;
            int one;
            while ((one = life.step()) > 0) {
                all += one;
            }
            return all;
        };
    }

    private GrantId locked(String key, String incentive, String user, List<String> rows) throws IOException {
        feed(rows);
        Claim claim = asking(key, "10")
                .charging(CAMPAIGN, "1000")
                .vesting()
                .lapsing(POSTED.plus(Duration.ofDays(7)))
                .build();
        GrantId grant = ((ClaimResult.Claimed) ledger.claim(
                        new Claim(
                                claim.key(),
                                incentive,
                                claim.cost(),
                                claim.charges(),
                                claim.breakers(),
                                true,
                                claim.expiresAt()),
                        POSTED))
                .id();
        ledger.move(grant, Step.POST, POSTED);
        DB.database()
                .doInTransaction(
                        t -> t.sql("""
                        INSERT INTO incentive_grant (grant_key, person_no, user_no, playbook, incentive, occurrence, at, class,
                            face_value, asset, ghost, decision_id)
                        SELECT :key, person_no, user_no, 'p', 'i', 'once', now(), 'PROMOTIONAL', 10, 'USDT', false,
                            gen_random_uuid() FROM users WHERE user_id = :user
                        """).bind("key", key).bind("user", user).update());
        return grant;
    }

    private int ask(String at) {
        Incentives catalogue = Incentives.read("test", CATALOGUE).orThrow();
        Incentives both = new Incentives(Incentives.shipped().byKey(), catalogue.byKey());
        Vestings vestings = new Vestings(DB.database(), both, new PostgresUserStore(DB.database()), MODEL, TAKE_BACKS);
        return DB.database().inTransaction(t -> vestings.ask(t, Instant.parse(at), 100));
    }

    private GrantState state(GrantId grant) {
        return ledger.grant(grant).orElseThrow().state();
    }

    private static void feed(List<String> rows) throws IOException {
        String text = "user_id,snapshot_date,total_asset\n" + String.join("\n", rows) + "\n";
        FieldSources sources = FieldSources.shipped(VOCABULARY);
        new FeedImport(DB.database(), Days.UTC, VOCABULARY, sources, IngestLimits.STANDARD)
                .take(
                        FeedImport.Format.CSV,
                        bytes(text),
                        LocalDate.parse("2026-11-01").atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private static void event(String type, String at) throws IOException {
        String payload = type.equals("login")
                ? "{\"device\":\"d\",\"ip_hash\":\"h\"}"
                : "{\"amount\":\"1\",\"asset\":\"USDT\",\"usdt\":\"1\"}";
        take("u-1", type, at, payload);
    }

    private static void take(String user, String type, String at, String payload) throws IOException {
        String text = "{\"event_id\":\"" + UUID.randomUUID() + "\",\"type\":\"" + type
                + "\",\"user_id\":\"" + user + "\",\"occurred_at\":\"" + at
                + "\",\"source\":\"test\",\"schema_version\":1,\"payload\":" + payload + "}\n";
        assertThat(new EventIngest(DB.database(), Days.UTC, EventTypes.shipped(), IngestLimits.STANDARD)
                        .take(bytes(text), Instant.parse("2026-11-01T00:00:00Z"))
                        .accepted())
                .isEqualTo(1);
    }

    private static ByteArrayInputStream bytes(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
