package dev.tideline.engine.fulfilment;

import static dev.tideline.engine.ledger.Claiming.CAMPAIGN;
import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.TOKEN;
import static dev.tideline.engine.ledger.Claiming.asking;
import static dev.tideline.engine.ledger.Claiming.usdt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.delivery.Answer;
import dev.tideline.engine.delivery.Transport;
import dev.tideline.engine.delivery.WebhookSigner;
import dev.tideline.engine.evaluation.promise.GrantGates;
import dev.tideline.engine.ledger.Claiming;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.money.Rate;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PayoutRelayIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final GrantGates OPEN = new GrantGates((transaction, promises, moment, at) -> Map.of());
    private static final String WALLET = "https://wallet.example/grants";

    private final List<Map<String, String>> headers = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private Function<JsonNode, Answer> wallet = PayoutRelayIT::acknowledging;

    private static Answer acknowledging(JsonNode told) {
        return new Answer.Accepted(JsonMapper.shared()
                .createObjectNode()
                .put("acknowledged", told.at("/data/idempotency_key").asString())
                .toString());
    }

    @BeforeEach
    void empty() {
        DB.truncate("payout", "endpoint");
    }

    @AfterEach
    void addsUp() {
        assertThat(Difference.in(DB.database())).isEmpty();
    }

    @Test
    void aGrantIsPaidOnceTheWalletHasNamedItsKey() throws Exception {
        GrantId grant = payable("named");
        assertThat(state(grant)).isEqualTo(GrantState.PAYABLE);
        relay().sendBatch();
        assertThat(state(grant)).isEqualTo(GrantState.PAID);
        assertThat(relay().sendBatch()).isZero();
        assertThat(headers.get(0)).containsEntry("Idempotency-Key", "named");
        new Webhook(SECRET)
                .verify(
                        bodies.get(0),
                        Map.of(
                                "webhook-id", List.of(headers.get(0).get("webhook-id")),
                                "webhook-timestamp", List.of(headers.get(0).get("webhook-timestamp")),
                                "webhook-signature", List.of(headers.get(0).get("webhook-signature"))));
    }

    @Test
    void tellsTheExactAmountOfAnEighteenDecimalToken() {
        Cost cost = Cost.of(
                TOKEN.of("123456789012.000000000000000001"),
                new Rate(TOKEN, Claiming.USDT, new BigDecimal("0.000001"), NOON, "test"));
        post(asking("token", "1").costing(cost).charging(CAMPAIGN, "1000000").build());
        relay().sendBatch();
        JsonNode told = JsonMapper.shared().readTree(bodies.get(0)).get("data");
        assertThat(told.at("/amount/amount").asString()).isEqualTo("123456789012.000000000000000001");
        assertThat(told.at("/amount/asset").asString()).isEqualTo("TIDE");
        assertThat(told.get("minor_units").asString()).isEqualTo("123456789012000000000000000001");
        assertThat(told.get("decimals").asInt()).isEqualTo(18);
    }

    @Test
    void repeatsTheSameBytesUnderTheSameKeyUntilItIsAcknowledged() {
        GrantId grant = payable("repeated");
        wallet = told -> new Answer.Failed("HTTP 500", null);
        for (int i = 0; i < 15; i++) {
            relay().sendBatch();
            makeDue();
        }
        assertThat(state(grant)).isEqualTo(GrantState.PAYABLE);
        wallet = PayoutRelayIT::acknowledging;
        relay().sendBatch();
        assertThat(state(grant)).isEqualTo(GrantState.PAID);
        assertThat(bodies).hasSize(16).containsOnly(bodies.get(0));
        assertThat(headers.stream().map(each -> each.get("webhook-id")).distinct())
                .hasSize(1);
    }

    @Test
    void whatWasSentButNotRecordedIsSentAgainAlikeAndPaidOnce() {
        GrantId grant = payable("crash");
        Transport dying = (sent, body) -> {
            bodies.add(body);
            return Mono.error(new IllegalStateException("the node died after the wallet had paid"));
        };
        assertThatThrownBy(() -> relay(dying).sendBatch()).hasMessageContaining("the node died");
        assertThat(relay().sendBatch()).as("the lease holds").isZero();
        DB.database().doInTransaction(t -> t.execute("UPDATE payout SET leased_until = now() - interval '1 second'"));
        relay().sendBatch();
        assertThat(state(grant)).isEqualTo(GrantState.PAID);
        assertThat(bodies).hasSize(2).containsOnly(bodies.get(0));
    }

    @Test
    void whatTheWalletOnlyTookStaysPayableUntilItAcknowledges() {
        GrantId grant = payable("later");
        wallet = told -> new Answer.Accepted("{\"queued\": true}");
        relay().sendBatch();
        assertThat(state(grant)).isEqualTo(GrantState.PAYABLE);
        Payouts payouts = new Payouts(DB.database());
        assertThat(payouts.told(List.of(grant)).get(grant))
                .satisfies(told -> assertThat(told.takenAt()).isNotNull());
        assertThat(relay().sendBatch()).as("not at once again").isZero();
        assertThat(payouts.acknowledge(List.of(grant)).get(0)).isInstanceOf(Moved.Done.class);
        assertThat(payouts.acknowledge(List.of(grant)).get(0)).isInstanceOf(Moved.Already.class);
        makeDue();
        assertThat(relay().sendBatch()).isZero();
        assertThat(bodies).hasSize(1);
    }

    @Test
    void anAcknowledgementOfAnotherKeyPaysNothing() {
        GrantId grant = payable("mine");
        wallet = told -> new Answer.Accepted("{\"acknowledged\": \"yours\"}");
        relay().sendBatch();
        assertThat(state(grant)).isEqualTo(GrantState.PAYABLE);
        assertThat(new Payouts(DB.database()).told(List.of(grant)).get(grant).reason())
                .isEqualTo("acknowledged another key");
    }

    @Test
    void aWalletThatIsGoneLosesNothing() {
        GrantId grant = payable("gone");
        wallet = told -> new Answer.Gone();
        relay().sendBatch();
        assertThat(relay().sendBatch()).isZero();
        assertThat(state(grant)).isEqualTo(GrantState.PAYABLE);
        DB.truncate("endpoint");
        wallet = PayoutRelayIT::acknowledging;
        relay().sendBatch();
        assertThat(state(grant)).isEqualTo(GrantState.PAID);
    }

    @Test
    void waitsForTheIncentivesPayoutDelay() {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Claim claim = asking("delayed", "3").charging(CAMPAIGN, "100").build();
        GrantId grant = ((ClaimResult.Claimed) ledger().claim(
                                new Claim(
                                        claim.key(),
                                        "deposit-match-5pct-10@1",
                                        claim.cost(),
                                        claim.charges(),
                                        claim.breakers(),
                                        false,
                                        now.plus(Duration.ofDays(1))),
                                now))
                .id();
        ledger().move(grant, Step.POST, now);
        assertThat(relay().sendBatch()).isZero();
        assertThat(new Payouts(DB.database()).told(List.of(grant)).get(grant)).satisfies(told -> {
            assertThat(told.attempts()).isZero();
            assertThat(told.nextAttemptAt()).isEqualTo(now.plus(Duration.ofDays(3)));
        });
        DB.database()
                .doInTransaction(t -> t.execute(
                        "UPDATE payout SET created_at = now() - interval '3 days'," + " next_attempt_at = now()"));
        relay().sendBatch();
        assertThat(state(grant)).isEqualTo(GrantState.PAID);
    }

    @Test
    void tellsNothingOfWhatWasClawedBackBeforeTheWalletHeardOfIt() {
        GrantId grant = payable("unheard");
        ledger().move(grant, Step.CLAW_BACK, NOON);
        assertThat(relay().sendBatch()).isZero();
        assertThat(bodies).isEmpty();
    }

    @Test
    void asksToTakeBackWhatTheWalletMayHavePaidPartByPart() {
        GrantId grant = payable("back");
        relay().sendBatch();
        ledger().refund(grant, usdt("3.000001"), NOON);
        ledger().move(grant, Step.CLAW_BACK, NOON);
        relay().sendBatch();
        assertThat(bodies.subList(1, 3))
                .map(body -> JsonMapper.shared().readTree(body))
                .allSatisfy(told -> assertThat(told.get("type").asString()).isEqualTo("grant.taken_back"))
                .extracting(told -> told.at("/data/amount/amount").asString())
                .containsExactlyInAnyOrder("3.000001", "6.999999");
        assertThat(headers.stream().map(each -> each.get("Idempotency-Key")).distinct())
                .hasSize(3);
        assertThat(relay().sendBatch()).isZero();
    }

    @Test
    void aPartThatCameBackBeforeTheFirstAttemptIsSimplyNotPaid() {
        GrantId grant = payable("part of it");
        ledger().refund(grant, usdt("4"), NOON);
        relay().sendBatch();
        assertThat(bodies).hasSize(1);
        assertThat(JsonMapper.shared()
                        .readTree(bodies.get(0))
                        .at("/data/amount/amount")
                        .asString())
                .isEqualTo("6");
        assertThat(state(grant)).isEqualTo(GrantState.PAID);
    }

    @Test
    void anAcknowledgementAfterTheClawBackDoesNotBringTheGrantBack() {
        GrantId grant = payable("late");
        wallet = told -> new Answer.Failed("HTTP 503", Duration.ofMinutes(1));
        relay().sendBatch();
        ledger().move(grant, Step.CLAW_BACK, NOON);
        assertThat(new Payouts(DB.database()).acknowledge(List.of(grant)).get(0))
                .isInstanceOf(Moved.Impossible.class);
        wallet = PayoutRelayIT::acknowledging;
        relay().sendBatch();
        assertThat(JsonMapper.shared().readTree(bodies.get(1)).get("type").asString())
                .isEqualTo("grant.taken_back");
        assertThat(state(grant)).isEqualTo(GrantState.CLAWED_BACK);
    }

    @Test
    void whatIsToBeTakenBackIsToldBeforeAHundredPayouts() {
        GrantId grant = payable("first");
        relay().sendBatch();
        for (int i = 0; i < 100; i++) {
            payable("other " + i);
        }
        ledger().move(grant, Step.CLAW_BACK, NOON);
        bodies.clear();
        relay().sendBatch();
        assertThat(bodies.get(0)).contains("grant.taken_back").contains("\"first");
    }

    @Test
    void aPaymentWaitsForTheTakeBackOfAPartOfIt() {
        GrantId grant = payable("part that waits");
        wallet = told -> new Answer.Failed("HTTP 500", null);
        relay().sendBatch();
        ledger().refund(grant, usdt("4"), NOON);
        makeDue();
        relay().sendBatch();
        assertThat(bodies).hasSize(2);
        assertThat(bodies.get(1)).contains("grant.taken_back");
        wallet = PayoutRelayIT::acknowledging;
        makeDue();
        relay().sendBatch();
        makeDue();
        relay().sendBatch();
        assertThat(bodies).hasSize(4);
        assertThat(bodies.get(2)).contains("grant.taken_back");
        assertThat(bodies.get(3)).contains("grant.payable", "\"incentive_type\":\"");
        assertThat(state(grant)).isEqualTo(GrantState.PAID);
    }

    @Test
    void sendsToManyAtOnceButNeverTwiceOfOneGrant() {
        GrantId grant = payable("told");
        relay().sendBatch();
        ledger().refund(grant, usdt("1"), NOON);
        ledger().refund(grant, usdt("2"), NOON);
        for (int i = 0; i < 20; i++) {
            payable("many " + i);
        }
        AtomicInteger ofTold = new AtomicInteger();
        AtomicInteger all = new AtomicInteger();
        AtomicInteger mostOfTold = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        relay((sent, body) -> {
                    boolean told = body.contains("\"grant_key\":\"told\"");
                    return Mono.fromCallable(() -> {
                                most.accumulateAndGet(all.incrementAndGet(), Math::max);
                                mostOfTold.accumulateAndGet(told ? ofTold.incrementAndGet() : 0, Math::max);
                                return body;
                            })
                            .delayElement(Duration.ofMillis(50))
                            .map(same -> {
                                all.decrementAndGet();
                                ofTold.addAndGet(told ? -1 : 0);
                                return acknowledging(JsonMapper.shared().readTree(same));
                            });
                })
                .sendBatch();
        assertThat(mostOfTold.get()).isEqualTo(1);
        assertThat(most.get()).isBetween(2, 32);
    }

    private GrantId payable(String key) {
        return post(asking(key, "10").charging(CAMPAIGN, "1000000").build());
    }

    private GrantId post(Claim claim) {
        GrantId grant = ((ClaimResult.Claimed) ledger().claim(claim, NOON)).id();
        ledger().move(grant, Step.POST, NOON);
        return grant;
    }

    private GrantState state(GrantId grant) {
        return ledger().grant(grant).orElseThrow().state();
    }

    private static CommittingLedger ledger() {
        return new CommittingLedger(DB.database());
    }

    private PayoutRelay relay() {
        return relay((sent, body) -> {
            headers.add(sent);
            bodies.add(body);
            return Mono.just(wallet.apply(JsonMapper.shared().readTree(body)));
        });
    }

    private static PayoutRelay relay(Transport transport) {
        return new PayoutRelay(
                DB.database(),
                WALLET,
                new WebhookSigner(SECRET),
                transport,
                Incentives.shipped(),
                OPEN,
                Clock.systemUTC());
    }

    private static void makeDue() {
        DB.database().doInTransaction(t -> t.execute("UPDATE payout SET next_attempt_at = now()"));
    }
}
