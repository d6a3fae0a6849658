package dev.tideline.api.grants;

import static dev.tideline.api.decisions.Sleepers.fresh;
import static dev.tideline.api.decisions.Sleepers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.api.decisions.Sleepers;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.delivery.Answer;
import dev.tideline.engine.delivery.WebhookSigner;
import dev.tideline.engine.evaluation.promise.GrantGates;
import dev.tideline.engine.fulfilment.PayoutRelay;
import dev.tideline.rules.incentives.Incentives;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** A grant of a sweep is paid only while its user might still be granted it. */
class GatedGrantIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Sleepers users;

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "swept", 7);
    }

    /** The decision of a grant that no offer tells of, as a sweep makes it. */
    private static String granted(int number) {
        String offer = users.decided(users.offered(number));
        String decision = offer.substring(offer.lastIndexOf('/') + 1);
        JsonNode accepted = json(users.call(offer + ":accept", "", fresh()));
        assertThat(accepted.path("state").asString(accepted.toString())).isEqualTo("ACCEPTED");
        change("DELETE FROM offer WHERE decision_id = :decision::uuid", decision);
        return decision;
    }

    private static void change(String sql, String decision) {
        SERVER.database()
                .doInTransaction(transaction ->
                        transaction.sql(sql).bind("decision", decision).update());
    }

    private static HttpResponse<String> post(String decision) {
        return users.call("/v1/grants/" + number(decision) + ":post", "", fresh());
    }

    private static long number(String decision) {
        return SERVER.database()
                .<Long>inTransaction(transaction -> transaction
                        .sql("SELECT grant_no FROM ledger_grant WHERE grant_key = (SELECT part ->> 'grant_key'"
                                + " FROM decision, jsonb_array_elements(parts) part WHERE decision_id = :decision::uuid"
                                + " AND part ->> 'grant_key' IS NOT NULL)")
                        .bind("decision", decision)
                        .one(row -> row.number("grant_no")));
    }

    private static void tell(String user, String facts) {
        SERVER.post(
                "/v1/users:import",
                "application/x-ndjson",
                "{\"user_id\":\"" + user + "\",\"snapshot_date\":\"" + LocalDate.now(ZoneOffset.UTC) + "\"," + facts
                        + "}");
    }

    @Test
    void whoIsBarredMeanwhileIsPaidOnceThatPasses() {
        String decision = granted(0);
        tell(users.offered(0), "\"risk_flags\":[\"SANCTIONS_HIT\"]");
        HttpResponse<String> refused = post(decision);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
        assertThat(json(refused).path("reason").asString()).isEqualTo("INELIGIBLE_SANCTIONS");
        assertThat(json(refused).path("detail").asString()).contains("INELIGIBLE_SANCTIONS", "stands until");
        tell(users.offered(0), "\"risk_flags\":[]");
        HttpResponse<String> posted = post(decision);
        assertThat(json(posted).path("state").asString(posted.body())).isEqualTo("PAYABLE");
        tell(users.offered(0), "\"risk_flags\":[\"SANCTIONS_HIT\"]");
        assertThat(post(decision).statusCode()).as("asked again").isEqualTo(200);
    }

    @Test
    void aComplaintStopsPromotionAndNoPayment() {
        String decision = granted(3);
        complain(users.offered(3));
        complain(users.offered(4));
        assertThat(users.call(Role.STRATEGIST, Sleepers.preview(users.offered(4)), Sleepers.BANNER, null)
                        .body())
                .contains("SUPPRESSED_COMPLAINT");
        HttpResponse<String> posted = post(decision);
        assertThat(json(posted).path("state").asString(posted.body())).isEqualTo("PAYABLE");
    }

    private static void complain(String user) {
        SERVER.post("/v1/events", "application/x-ndjson", """
                {"event_id":"%s","type":"ticket.created","user_id":"%s","occurred_at":"%s","source":"test",\
                "schema_version":1,"payload":{"id":"t-1","sentiment":"-0.9"}}
                """.formatted(
                        UUID.randomUUID(), user, Instant.now().minusSeconds(1)));
    }

    @Test
    void theWalletIsNotToldToPayWhoIsBarredSinceHeEarnedIt() {
        String decision = granted(2);
        assertThat(post(decision).statusCode()).isEqualTo(200);
        tell(users.offered(2), "\"risk_flags\":[\"SANCTIONS_HIT\"]");
        assertThat(told(decision, 2)).isEmpty();
        assertThat(SERVER.get("/v1/grants/" + number(decision))
                        .at("/payout/reason")
                        .asString())
                .isEqualTo("INELIGIBLE_SANCTIONS");
        tell(users.offered(2), "\"risk_flags\":[]");
        assertThat(told(decision, 2)).hasSize(1);
    }

    @Test
    void whatAPersonReleasedIsPaidWithoutAnotherReview() {
        String offer = users.decided(users.offered(5));
        String decision = offer.substring(offer.lastIndexOf('/') + 1);
        assertThat(users.call(offer + ":accept", "", fresh()).statusCode()).isEqualTo(200);
        change("UPDATE offer SET released = true WHERE decision_id = :decision::uuid", decision);
        tell(users.offered(5), "\"risk_score\":50");
        HttpResponse<String> redeemed = users.call(offer + ":redeem", "", fresh());
        assertThat(redeemed.statusCode()).as(redeemed.body()).isEqualTo(200);
        assertThat(told(decision, 5)).hasSize(1);
    }

    @Test
    void whoComesUnderReviewIsPaidOnceThatIsOver() {
        String decision = granted(6);
        assertThat(post(decision).statusCode()).isEqualTo(200);
        tell(users.offered(6), "\"risk_score\":50");
        assertThat(told(decision, 6)).isEmpty();
        tell(users.offered(6), "\"risk_score\":1");
        assertThat(told(decision, 6)).hasSize(1);
    }

    /** What the wallet is told of a grant whose payout delay is over. */
    private static List<String> told(String decision, int user) {
        SERVER.database()
                .doInTransaction(transaction -> transaction.execute("UPDATE payout SET next_attempt_at = now(),"
                        + " created_at = created_at - interval '30 days' WHERE grant_no = " + number(decision)));
        List<String> told = new ArrayList<>();
        PayoutRelay relay = new PayoutRelay(
                SERVER.database(),
                "https://gated.example/grants",
                new WebhookSigner("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                (headers, body) -> {
                    told.add(body);
                    return Mono.just(new Answer.Failed("HTTP 500", null));
                },
                Incentives.shipped(),
                SERVER.bean(GrantGates.class),
                Clock.systemUTC());
        relay.sendBatch();
        return told.stream()
                .filter(body -> body.contains("|" + "p-" + users.offered(user) + "|"))
                .toList();
    }

    @Test
    void whatNoEvaluationHasGrantedYetIsNotPaid() {
        String decision = granted(1);
        change("DELETE FROM incentive_grant WHERE decision_id = :decision::uuid", decision);
        HttpResponse<String> refused = post(decision);
        assertThat(json(refused).path("reason").asString(refused.body())).isEqualTo("NOT_EVALUATED");
        assertThat(json(refused).path("detail").asString()).contains("the next run of its playbook");
    }
}
