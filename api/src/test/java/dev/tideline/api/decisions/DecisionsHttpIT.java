package dev.tideline.api.decisions;

import static dev.tideline.api.decisions.Sleepers.BANNER;
import static dev.tideline.api.decisions.Sleepers.BUDGET;
import static dev.tideline.api.decisions.Sleepers.decide;
import static dev.tideline.api.decisions.Sleepers.fresh;
import static dev.tideline.api.decisions.Sleepers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import java.net.http.HttpResponse;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Offers over HTTP, from the screen to the claw-back. */
class DecisionsHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Sleepers users;

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "sleeper", 8);
    }

    @Test
    void anOfferGoesFromTheScreenToTheClawBack() {
        HttpResponse<String> decided = users.call(decide(users.offered(0)), BANNER, fresh());
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        JsonNode offer = json(decided).at("/offers/0");
        assertThat(offer.at("/incentives/0/incentive").asString()).isEqualTo("fee-voucher-10@1");
        assertThat(offer.at("/incentives/0/face_value").toString()).isEqualTo("{\"amount\":\"10\",\"asset\":\"USDT\"}");
        assertThat(offer.at("/incentives/0/conditions").asString()).isNotBlank();
        String path = "/v1/decisions/" + offer.path("decision_id").asString();
        assertThat(users.call(path + ":seen", "", null).statusCode()).isEqualTo(200);
        assertThat(json(users.call(path + ":accept", "", fresh())).path("state").asString())
                .isEqualTo("ACCEPTED");
        assertThat(users.call(path + ":dismiss", "", fresh()).statusCode()).isEqualTo(409);
        assertThat(json(users.call(path + ":redeem", "", fresh())).path("state").asString())
                .isEqualTo("REDEEMED");
        assertThat(json(users.call(path + ":claw-back", "", fresh()))
                        .path("state")
                        .asString())
                .isEqualTo("CLAWED_BACK");
    }

    @Test
    void aHeldOutUserGetsAControlAnswer() {
        JsonNode answer = json(users.call(decide(users.control()), BANNER, fresh()));
        assertThat(answer.path("status").asString()).isEqualTo("CONTROL");
        assertThat(answer.path("offers").size()).isZero();
        assertThat(answer.path("control").size()).isEqualTo(1);
    }

    @Test
    void aThousandRetriesEightAtOnceGetOneAnswer() throws Exception {
        String key = fresh();
        Callable<HttpResponse<String>> retry = () -> users.call(decide(users.offered(1)), BANNER, key);
        Set<String> answers = new HashSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (Future<HttpResponse<String>> answer : threads.invokeAll(Collections.nCopies(1_000, retry))) {
                if (answer.get().statusCode() != 409) {
                    answers.add(answer.get().statusCode() + answer.get().body());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(answers)
                .singleElement()
                .satisfies(answer -> assertThat(answer).startsWith("200"));
        assertThat(users.call(decide(users.offered(1)), BANNER, key).headers().firstValue("Idempotent-Replayed"))
                .hasValue("true");
        assertThat(SERVER.number("SELECT count(*) AS n FROM offer o JOIN users USING (user_no) WHERE user_id = '"
                        + users.offered(1) + "'"))
                .isEqualTo(1);
    }

    @Test
    void anotherBodyUnderTheKeyAndAMissingKeyAreRefused() {
        String key = fresh();
        assertThat(users.call(decide(users.offered(2)), BANNER, key).statusCode())
                .isEqualTo(200);
        assertThat(users.call(decide(users.offered(2)), "{\"placement\":\"home-banner\"}", key)
                        .statusCode())
                .isEqualTo(422);
        assertThat(users.call(decide(users.offered(3)), BANNER, key).statusCode())
                .isEqualTo(422);
        assertThat(users.call(decide(users.offered(2)), BANNER, null).statusCode())
                .isEqualTo(400);
    }

    @Test
    void aCallThatIsUnderWayIsAConflict() {
        String first = fresh();
        assertThat(users.call(decide(users.offered(4)), BANNER, first).statusCode())
                .isEqualTo(200);
        SERVER.database()
                .doInTransaction(transaction ->
                        transaction.execute("UPDATE idempotent_call SET status = NULL WHERE key = '" + first + "'"));
        assertThat(users.call(decide(users.offered(4)), BANNER, first).statusCode())
                .isEqualTo(409);
    }

    @Test
    void whatDoesNotFitOrIsUnknownIsAProblem() {
        String user = decide(users.offered(5));
        assertThat(users.call(user, "{\"placement\":\"nowhere\"}", fresh()).statusCode())
                .isEqualTo(422);
        HttpResponse<String> context =
                users.call(user, "{\"placement\":\"home-banner\",\"context\":{\"device\":\"fax\"}}", fresh());
        assertThat(context.statusCode()).isEqualTo(422);
        assertThat(context.body()).contains("context/device");
        assertThat(users.call(decide("nobody"), BANNER, fresh()).statusCode()).isEqualTo(404);
        assertThat(users.call("/v1/decisions/" + fresh() + ":accept", "", fresh())
                        .statusCode())
                .isEqualTo(404);
        assertThat(users.call("/v1/decisions/nonsense:accept", "", fresh()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void limitsChangeByRevision() {
        String other = "/v1/budgets/CAMPAIGN:of-a-test";
        assertThat(users.put(other, "{\"total\":{\"amount\":\"5\",\"asset\":\"USDT\"}}", null)
                        .headers()
                        .firstValue("ETag"))
                .hasValue("\"1\"");
        String more = "{\"total\":{\"amount\":\"7.5\",\"asset\":\"USDT\"},\"period\":\"calendar(day, UTC)\"}";
        assertThat(users.put(other, more, null).statusCode()).isEqualTo(428);
        assertThat(users.put(other, more, "\"1\"").statusCode()).isEqualTo(200);
        assertThat(users.put(other, more, "\"1\"").statusCode()).isEqualTo(412);
        assertThat(users.put(other, "{\"total\":{\"amount\":\"1\",\"asset\":\"BTC\"}}", "\"2\"")
                        .statusCode())
                .isEqualTo(409);
        assertThat(users.put(other, "{\"total\":{\"amount\":\"1e9\",\"asset\":\"USDT\"}}", "\"2\"")
                        .statusCode())
                .isEqualTo(422);
        assertThat(SERVER.get("/v1/budgets").toString()).contains("CAMPAIGN:of-a-test");
        assertThat(SERVER.get(BUDGET).at("/spent/amount").isString()).isTrue();
        assertThat(users.put("/v1/budgets/NONE:x", more, null).statusCode()).isEqualTo(404);
    }
}
