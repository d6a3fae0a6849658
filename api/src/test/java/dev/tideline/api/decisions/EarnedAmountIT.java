package dev.tideline.api.decisions;

import static dev.tideline.api.decisions.Sleepers.BUDGET;
import static dev.tideline.api.decisions.Sleepers.fresh;
import static dev.tideline.api.decisions.Sleepers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.delivery.Answer;
import dev.tideline.engine.delivery.WebhookSigner;
import dev.tideline.engine.evaluation.promise.GrantGates;
import dev.tideline.engine.fulfilment.PayoutRelay;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.money.Asset;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was earned is posted, told, paid and reconciled, never the face value of "up to". */
class EarnedAmountIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final Asset USDT = new Asset("USDT", 6);
    private static final Duration PAYOUT_AFTER =
            Incentives.shipped().named("fee-voucher-10").orElseThrow().timing().payoutAfter();
    private static Sleepers users;

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "earner", 7);
        SERVER.database().doInTransaction(transaction -> transaction.execute("DELETE FROM payout"));
    }

    @Test
    void whatWasEarnedIsPostedToldPaidAndReconciledAndTheRestIsFree() {
        String offer = users.decided(users.offered(0));
        JsonNode accepted = json(users.call(offer + ":accept", "", fresh()));
        String key = accepted.at("/incentives/0/grant_key").asString();
        assertThat(accepted.path("expires_at").asString())
                .isEqualTo(accepted.path("claim_before").asString())
                .isEqualTo(json(users.call(offer + ":accept", "", fresh()))
                        .path("expires_at")
                        .asString());
        BigDecimal reserved = spent();
        String call = fresh();
        HttpResponse<String> redeemed = users.call(offer + ":redeem", amount("3.2"), call);
        assertThat(json(redeemed).path("state").asString(redeemed.body())).isEqualTo("REDEEMED");
        assertThat(reserved.subtract(spent())).isEqualByComparingTo("6.8");
        assertThat(users.call(offer + ":redeem", amount("3.2"), call).body()).isEqualTo(redeemed.body());
        assertThat(users.call(offer + ":redeem", amount("3.3"), call).statusCode())
                .isEqualTo(422);
        assertThat(users.call(offer + ":redeem", amount("3.20"), fresh()).statusCode())
                .isEqualTo(200);
        HttpResponse<String> other = users.call(offer + ":redeem", amount("3.3"), fresh());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("was posted with 3.2 USDT, not with 3.3 USDT");
        JsonNode grant = grant(key);
        assertThat(grant.at("/amount/amount").asString()).isEqualTo("3.2");
        assertThat(grant.at("/taken_back/amount").asString()).isEqualTo("0");
        assertThat(Instant.parse(grant.at("/payout/next_attempt_at").asString()))
                .isAfter(Instant.now().plus(PAYOUT_AFTER).minusSeconds(60));

        JsonNode told = told(key);
        assertThat(told.at("/data/amount/amount").asString()).isEqualTo("3.2");
        assertThat(told.at("/data/minor_units").asString()).isEqualTo("3200000");
        assertThat(grant(key).path("state").asString()).isEqualTo("PAID");
        JsonNode day = SERVER.get("/v1/reconciliation?limit=1000&date=" + LocalDate.now(ZoneOffset.UTC));
        assertThat(day.path("mismatches")).anySatisfy(mismatch -> {
            assertThat(mismatch.toString()).contains(key, "NOT_REPORTED", "3.2");
        });
        assertThat(differences()).isZero();
        BigDecimal posted = spent();
        assertThat(users.call(offer + ":claw-back", "", fresh()).statusCode()).isEqualTo(200);
        assertThat(posted.subtract(spent())).isEqualByComparingTo("3.2");
        assertThat(differences()).isZero();
    }

    @Test
    void noneOrMoreThanWasReservedIsRefusedAndNothingMoves() {
        String offer = users.decided(users.offered(1));
        users.call(offer + ":accept", "", fresh());
        BigDecimal reserved = spent();
        for (String never : List.of("0", "-1", "10.000001", "1.0000001", "much", "")) {
            assertThat(users.call(offer + ":redeem", amount(never), fresh()).statusCode())
                    .as(never)
                    .isEqualTo(422);
        }
        assertThat(users.call(offer + ":redeem", amount("11"), fresh()).body()).contains("at most 10 USDT");
        assertThat(users.call(offer + ":redeem", "{\"sum\":\"1\"}", fresh()).statusCode())
                .isEqualTo(400);
        assertThat(spent()).isEqualByComparingTo(reserved);
        assertThat(json(users.call(offer + ":redeem", "{}", fresh()))
                        .path("state")
                        .asString())
                .isEqualTo("REDEEMED");
        assertThat(spent()).isEqualByComparingTo(reserved);
        assertThat(differences()).isZero();
    }

    @Test
    void anOfferThatIsNotAcceptedIsNotEarnedAndOneOfSeveralIncentivesTakesNoAmountAlone() {
        String offer = users.decided(users.offered(2));
        assertThat(users.call(offer + ":redeem", amount("1"), fresh()).statusCode())
                .isEqualTo(409);
        users.call(offer + ":accept", "", fresh());
        SERVER.database()
                .doInTransaction(transaction -> transaction
                        .sql("UPDATE offer SET incentives = incentives || incentives, grant_keys = grant_keys"
                                + " || grant_keys WHERE decision_id = :id::uuid")
                        .bind("id", offer.substring("/v1/decisions/".length()))
                        .update());
        HttpResponse<String> several = users.call(offer + ":redeem", amount("1"), fresh());
        assertThat(several.statusCode()).isEqualTo(422);
        assertThat(several.body()).contains("has 2 incentives");
    }

    @Test
    void eachOfSeveralIncentivesIsPostedWithWhatWasEarnedOfIt() {
        String offer = users.decided(users.offered(3));
        users.call(offer + ":accept", "", fresh());
        String other = "second|" + offer;
        new CommittingLedger(SERVER.database())
                .claim(
                        new Claim(
                                new GrantKey(other),
                                "rebate-of-a-test@1",
                                Cost.of(USDT.of("20")),
                                List.of(new Charge(
                                        new BudgetId(BudgetId.Kind.CAMPAIGN, "several"), Limits.total(USDT.of("100")))),
                                Breakers.off(USDT),
                                false,
                                Instant.now().plusSeconds(3_600)),
                        Instant.now());
        SERVER.database()
                .doInTransaction(transaction -> transaction
                        .sql("UPDATE offer SET incentives = incentives || ARRAY['fee-voucher-20@1'],"
                                + " grant_keys = grant_keys || :key WHERE decision_id = :id::uuid")
                        .bind("key", List.of(other))
                        .bind("id", offer.substring("/v1/decisions/".length()))
                        .update());
        String both = "{\"amount\":\"1\",\"amounts\":{\"fee-voucher-10@1\":\"3.2\"}}";
        assertThat(users.call(offer + ":redeem", both, fresh()).statusCode()).isEqualTo(422);
        String unknown = "{\"amounts\":{\"fee-voucher-11@1\":\"3.2\"}}";
        assertThat(users.call(offer + ":redeem", unknown, fresh()).body()).contains("fee-voucher-10@1");
        String tooMuch = "{\"amounts\":{\"fee-voucher-10@1\":\"3.2\",\"fee-voucher-20@1\":\"20.1\"}}";
        assertThat(users.call(offer + ":redeem", tooMuch, fresh()).statusCode()).isEqualTo(422);
        assertThat(users.call(offer + ":redeem", "{\"amounts\":{\"fee-voucher-10@1\":\"3.2\"}}", fresh())
                        .statusCode())
                .isEqualTo(200);
        assertThat(SERVER.database()
                        .<String>inTransaction(transaction -> transaction
                                .sql("SELECT body FROM outbox WHERE notice AND decision_id = :id::uuid"
                                        + " AND body::json ->> 'type' = 'offer.redeemed'")
                                .bind("id", offer.substring("/v1/decisions/".length()))
                                .one(row -> row.text("body"))))
                .contains("\"amount\":{\"amount\":\"3.2\",\"asset\":\"USDT\"}")
                .contains("\"amount\":{\"amount\":\"20\",\"asset\":\"USDT\"}");
        assertThat(differences()).isZero();
    }

    @Test
    void financeTakesBackPartsOfAnOffersGrantAndWithTheLastOfItTheOfferEnds() {
        String offer = users.decided(users.offered(5));
        String key = json(users.call(offer + ":accept", "", fresh()))
                .at("/incentives/0/grant_key")
                .asString();
        users.call(offer + ":redeem", amount("8"), fresh());
        String grant = "/v1/grants/" + grant(key).path("id").asString() + ":claw-back";
        for (String part : List.of("1", "1", "2.5")) {
            assertThat(users.call(Role.FINANCE, grant, amount(part), fresh()).statusCode())
                    .isEqualTo(200);
        }
        assertThat(notices(offer, "offer.refunded"))
                .allSatisfy(told -> assertThat(told).contains("\"REDEEMED\"", "\"amount\":{\"amount\":\"8\""))
                .extracting(told -> JsonMapper.shared()
                        .readTree(told)
                        .at("/data/incentives/0/taken_back/amount")
                        .asString())
                .containsExactlyInAnyOrder("1", "2", "4.5");
        JsonNode last = json(users.call(Role.FINANCE, grant, amount("3.5"), fresh()));
        assertThat(last.path("state").asString()).isEqualTo("CLAWED_BACK");
        assertThat(notices(offer, "offer.clawed_back"))
                .singleElement()
                .satisfies(told -> assertThat(told).contains("\"state\":\"CLAWED_BACK\""));
        assertThat(json(users.call(offer + ":claw-back", "", fresh()))
                        .path("state")
                        .asString())
                .isEqualTo("CLAWED_BACK");
        assertThat(differences()).isZero();
    }

    @Test
    void financeTakesBackAWholeOfferAsItIsToldTo() {
        String offer = users.decided(users.offered(6));
        String key = json(users.call(offer + ":accept", "", fresh()))
                .at("/incentives/0/grant_key")
                .asString();
        users.call(offer + ":redeem", "", fresh());
        String grant = "/v1/grants/" + grant(key).path("id").asString() + ":claw-back";
        HttpResponse<String> told = users.call(Role.FINANCE, grant, "", fresh());
        assertThat(told.statusCode()).isEqualTo(409);
        assertThat(told.body()).contains("POST " + offer + ":claw-back");
        HttpResponse<String> done = users.call(Role.FINANCE, offer + ":claw-back", "", fresh());
        assertThat(json(done).path("state").asString(done.body())).isEqualTo("CLAWED_BACK");
        assertThat(grant(key).path("state").asString()).isEqualTo("CLAWED_BACK");
        assertThat(notices(offer, "offer.clawed_back")).hasSize(1);
    }

    private static List<String> notices(String offer, String type) {
        return SERVER.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT body FROM outbox WHERE notice AND decision_id = :id::uuid"
                                + " AND body::json ->> 'type' = :type")
                        .bind("id", offer.substring("/v1/decisions/".length()))
                        .bind("type", type)
                        .list(row -> row.text("body")));
    }

    @Test
    void whatIsToldInVainIsRefused() {
        String offer = users.decided(users.offered(4));
        for (String turn : List.of(":seen", ":dismiss", ":accept", ":void")) {
            HttpResponse<String> answer = users.call(offer + turn, amount("1"), fresh());
            assertThat(answer.statusCode()).as(turn).isEqualTo(400);
            assertThat(answer.body()).contains("/amount");
        }
        assertThat(users.call(offer + ":seen", "{}", null).statusCode()).isEqualTo(200);
    }

    @Test
    void aGrantWithoutAnOfferIsPostedWithWhatWasEarned() {
        Instant now = Instant.now();
        Claim claim = new Claim(
                new GrantKey("earned|tiers|p-1|once"),
                "deposit-bonus-test@1",
                Cost.of(USDT.of("50")),
                List.of(new Charge(new BudgetId(BudgetId.Kind.CAMPAIGN, "earned"), Limits.total(USDT.of("100")))),
                Breakers.off(USDT),
                false,
                now.plus(Duration.ofDays(1)));
        ClaimResult claimed = new CommittingLedger(SERVER.database()).claim(claim, now);
        String post = "/v1/grants/" + ((ClaimResult.Claimed) claimed).id().number() + ":post";
        assertThat(users.call(Role.PRODUCT, post, amount("50.01"), fresh()).body())
                .contains("\"status\":422", "at most 50 USDT");
        JsonNode posted = json(users.call(Role.PRODUCT, post, amount("30"), fresh()));
        assertThat(posted.path("state").asString()).isEqualTo("PAYABLE");
        assertThat(posted.at("/amount/amount").asString()).isEqualTo("30");
        assertThat(posted.at("/worth/amount").asString()).isEqualTo("30");
        assertThat(SERVER.get("/v1/budgets/CAMPAIGN:earned").at("/spent/amount").asString())
                .isEqualTo("30");
        assertThat(users.call(Role.PRODUCT, post, amount("50"), fresh()).statusCode())
                .isEqualTo(409);
        assertThat(differences()).isZero();
    }

    private static String amount(String amount) {
        return "{\"amount\":\"" + amount + "\"}";
    }

    private static BigDecimal spent() {
        return new BigDecimal(SERVER.get(BUDGET).at("/spent/amount").asString());
    }

    private static long differences() {
        return SERVER.number("SELECT count(*) AS n FROM ledger_difference");
    }

    private static JsonNode grant(String key) {
        return SERVER.get("/v1/grants/"
                + SERVER.number("SELECT grant_no AS n FROM ledger_grant WHERE grant_key = '" + key + "'"));
    }

    /** What a wallet is told of a grant once its payout delay is over; it pays at once. */
    private static JsonNode told(String key) {
        SERVER.database()
                .doInTransaction(transaction ->
                        transaction.execute("UPDATE payout SET created_at = created_at - interval '30 days'"));
        List<JsonNode> told = new ArrayList<>();
        new PayoutRelay(
                        SERVER.database(),
                        "https://earned.example/grants",
                        new WebhookSigner("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        (headers, body) -> {
                            JsonNode message = JsonMapper.shared().readTree(body);
                            told.add(message);
                            return Mono.just(new Answer.Accepted("{\"acknowledged\":\""
                                    + message.at("/data/idempotency_key").asString() + "\"}"));
                        },
                        Incentives.shipped(),
                        SERVER.bean(GrantGates.class),
                        Clock.systemUTC())
                .sendBatch();
        return told.stream()
                .filter(message -> message.at("/data/grant_key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
