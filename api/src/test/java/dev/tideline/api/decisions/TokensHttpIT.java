package dev.tideline.api.decisions;

import static dev.tideline.api.decisions.Sleepers.BANNER;
import static dev.tideline.api.decisions.Sleepers.decide;
import static dev.tideline.api.decisions.Sleepers.fresh;
import static dev.tideline.api.decisions.Sleepers.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What a user's app can do with his token. */
class TokensHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Sleepers users;

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "token-user", 6);
    }

    private static String token(String user) {
        return minted(user).path("token").asString();
    }

    private static JsonNode minted(String user) {
        HttpResponse<String> answer = users.call("/v1/users/" + user + "/tokens", "", null);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        return json(answer);
    }

    @Test
    void livesForFifteenMinutes() {
        JsonNode minted = minted(users.offered(0));
        assertThat(minted.path("user_id").asString()).isEqualTo(users.offered(0));
        assertThat(Duration.between(
                        Instant.now(), Instant.parse(minted.path("expires_at").asString())))
                .isBetween(Duration.ofMinutes(14), Duration.ofMinutes(15));
        assertThat(users.call("/v1/users/nobody/tokens", "", null).statusCode()).isEqualTo(404);
    }

    @Test
    void theUserDecidesSeesAndAcceptsButCannotPayHimself() {
        String user = users.offered(1);
        String token = token(user);
        HttpResponse<String> answer = users.call(token, decide(user), BANNER, fresh());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(json(answer).path("others").isNull()).isTrue();
        String offer =
                "/v1/decisions/" + json(answer).at("/offers/0/decision_id").asString();
        assertThat(users.call(token, offer + ":seen", "", null).statusCode()).isEqualTo(200);
        assertThat(json(users.call(token, offer + ":accept", "", fresh()))
                        .path("state")
                        .asString())
                .isEqualTo("ACCEPTED");
        for (String turn : List.of(":redeem", ":void", ":claw-back")) {
            assertThat(users.call(token, offer + turn, "", fresh()).statusCode())
                    .as(turn)
                    .isEqualTo(403);
        }
        assertThat(users.call(token, decide(user).replace(":decide", ":preview"), BANNER, null)
                        .statusCode())
                .isEqualTo(403);
        assertThat(json(users.call(token, offer + ":redeem", "", fresh()))
                        .path("detail")
                        .asString())
                .contains("token");
    }

    @Test
    void theUserIsNotToldWhatLawOrRiskSaysOfHim() {
        String user = users.offered(5);
        String offer = users.decided(user);
        SERVER.post(
                "/v1/users:import",
                "application/x-ndjson",
                "{\"user_id\":\"" + user + "\",\"snapshot_date\":\"" + LocalDate.now(ZoneOffset.UTC)
                        + "\",\"country_code\":\"IR\"}");
        JsonNode toProduct = json(users.call(offer + ":accept", "", fresh()));
        assertThat(toProduct.path("reason").asString(toProduct.toString())).isEqualTo("INELIGIBLE_REGION");
        assertThat(toProduct.at("/values/pack").asString()).isNotEmpty();
        assertThat(toProduct.at("/values/clause").asString()).isNotEmpty();
        JsonNode toHim = json(users.call(token(user), offer + ":accept", "", fresh()));
        assertThat(toHim.path("status").asInt()).isEqualTo(409);
        assertThat(toHim.path("detail").asString()).startsWith("It cannot be claimed now. The offer stands until");
        assertThat(toHim.has("reason") || toHim.has("values")).isFalse();
    }

    @Test
    void nobodyDecidesForAnotherNorTouchesHisOffers() {
        String stranger = token(users.offered(3));
        String offer = users.decided(users.offered(2));
        assertThat(users.call(stranger, decide(users.offered(2)), BANNER, fresh())
                        .statusCode())
                .isEqualTo(403);
        for (String turn : List.of(":seen", ":dismiss", ":accept")) {
            HttpResponse<String> answer = users.call(stranger, offer + turn, "", fresh());
            assertThat(answer.statusCode()).as(turn).isEqualTo(404);
            assertThat(answer.body()).doesNotContain("OPEN", "ACCEPTED");
        }
        assertThat(users.call(token(users.offered(2)), offer + ":dismiss", "", fresh())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aRetryWithTheNextTokenGetsTheSameAnswerAndTheServersKeyIsAnother() {
        String user = users.offered(4);
        String key = fresh();
        HttpResponse<String> first = users.call(token(user), decide(user), BANNER, key);
        HttpResponse<String> again = users.call(token(user), decide(user), BANNER, key);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).hasValue("true");
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(users.call(Role.PRODUCT, decide(user), BANNER, key).headers().firstValue("Idempotent-Replayed"))
                .isEmpty();
    }
}
