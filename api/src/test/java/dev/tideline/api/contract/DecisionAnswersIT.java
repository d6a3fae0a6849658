package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.contract.ApiDescription.Operation;
import dev.tideline.api.decisions.Sleepers;
import dev.tideline.engine.access.Role;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What decisions, offers and budgets answer is what the OpenAPI document says. */
class DecisionAnswersIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static Sleepers users;
    private static ApiDescription api;

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "described", 2);
        api = ApiDescription.of(SERVER);
    }

    private static void fits(String operation, JsonNode answer) {
        Operation described = api.operations().stream()
                .filter(one -> one.description().path("operationId").asString().equals(operation))
                .findFirst()
                .orElseThrow();
        String status = answer.path("title").isMissingNode()
                ? "200"
                : answer.path("status").asString();
        JsonNode content = described.description().at("/responses/" + status + "/content");
        JsonNode schema = content.path(status.equals("200") ? "application/json" : "application/problem+json")
                .path("schema");
        assertThat(schema.isMissingNode())
                .as("%s answers %s: %s", operation, status, answer)
                .isFalse();
        assertThat(api.undeclared(answer, schema, operation)).isEmpty();
        assertThat(api.mistyped(answer, schema, operation)).isEmpty();
    }

    private static JsonNode post(String path, String body) {
        HttpResponse<String> answer = users.call(Role.ADMIN, path, body, Sleepers.fresh());
        return Sleepers.json(answer);
    }

    @Test
    void decisionsAndOffersAreAsDescribed() {
        for (String user : List.of(users.offered(0), users.control())) {
            fits("previewDecision", post(Sleepers.preview(user), Sleepers.BANNER));
            fits("decide", post(Sleepers.decide(user), Sleepers.BANNER));
        }
        fits("decide", post(Sleepers.decide(users.offered(1)), "{\"placement\":\"hurried\"}"));
        String offer = users.decided(users.offered(0));
        fits("seeOffer", post(offer + ":seen", ""));
        fits("acceptOffer", post(offer + ":accept", ""));
        fits("dismissOffer", post(offer + ":dismiss", ""));
        fits("redeemOffer", post(offer + ":redeem", ""));
        fits("voidOffer", post(offer + ":void", ""));
        fits("clawBackOffer", post(offer + ":claw-back", ""));
        fits("replayDecision", SERVER.get(offer + ":replay"));
    }

    @Test
    void budgetsAreAsDescribed() {
        fits("listBudgets", SERVER.get("/v1/budgets?limit=1"));
        fits("getBudget", SERVER.get(Sleepers.BUDGET));
        String one = "{\"total\":{\"amount\":\"1\",\"asset\":\"USDT\"}}";
        fits("putBudget", Sleepers.json(users.put("/v1/budgets/PERSON:described", one, null)));
        fits("putBudget", Sleepers.json(users.put("/v1/budgets/PERSON:described", one, "\"9\"")));
        fits("putBudget", Sleepers.json(users.put("/v1/budgets/PERSON:described", one, null)));
    }
}
