package dev.tideline.api.decisions;

import static dev.tideline.api.decisions.Sleepers.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.openfeature.contrib.providers.ofrep.OfrepProvider;
import dev.openfeature.contrib.providers.ofrep.OfrepProviderOptions;
import dev.openfeature.sdk.ErrorCode;
import dev.openfeature.sdk.FlagEvaluationDetails;
import dev.openfeature.sdk.MutableContext;
import dev.openfeature.sdk.OpenFeatureAPI;
import dev.openfeature.sdk.Value;
import dev.tideline.api.contract.TestServer;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.placement.Placements;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Offers by OFREP, as any SDK of OpenFeature asks for them. */
class OfrepHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final String FLAGS = "/ofrep/v1/evaluate/flags";
    private static final String BANNER = FLAGS + "/home-banner";

    private static Sleepers users;

    @BeforeAll
    static void dormantUsers() {
        users = Sleepers.on(SERVER, "flag-user", 5);
    }

    private static String context(String user) {
        return "{\"context\":{\"targetingKey\":\"" + user + "\",\"device\":\"ios\",\"plan\":\"gold\"}}";
    }

    private static HttpResponse<String> call(String path, String body) {
        return users.call(path, body, null);
    }

    private static HttpResponse<String> all(String body, @Nullable String known) {
        HttpRequest.Builder request = SERVER.request(FLAGS, SERVER.key(Role.PRODUCT))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return SERVER.send(known == null ? request : request.header("If-None-Match", known));
    }

    private static JsonNode flag(JsonNode flags, String key) {
        return flags.path("flags")
                .valueStream()
                .filter(flag -> flag.path("key").asString().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static long offers() {
        return SERVER.number("SELECT count(*) AS n FROM offer");
    }

    @Test
    void aFlagIsADecisionAtThePlacementOfItsName() {
        String user = users.offered(0);
        HttpResponse<String> answer = call(BANNER, context(user));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonNode flag = json(answer);
        assertThat(flag.path("key").asString()).isEqualTo("home-banner");
        assertThat(flag.path("reason").asString()).isEqualTo("TARGETING_MATCH");
        assertThat(flag.path("variant").asString()).isEqualTo(Sleepers.PLAYBOOK);
        assertThat(flag.at("/value/status").asString()).isEqualTo("OFFERED");
        assertThat(flag.at("/value/offers/0/incentives/0/face_value/amount").asString())
                .isEqualTo("10");
        assertThat(flag.at("/metadata/decision_id").asString())
                .isEqualTo(flag.at("/value/offers/0/decision_id").asString());
        assertThat(flag.has("errorCode")).isFalse();
        assertThat(json(call(BANNER, context(user)))).isEqualTo(flag);
    }

    @Test
    void aHeldOutUserIsASplit() {
        JsonNode flag = json(call(BANNER, context(users.control())));
        assertThat(flag.path("reason").asString()).isEqualTo("SPLIT");
        assertThat(flag.path("variant").asString()).isEqualTo("control");
        assertThat(flag.at("/value/offers").isEmpty()).isTrue();
    }

    @Test
    void theBulkDecidesNothingAndItsTagTellsWhetherAnythingIsNew() {
        String user = users.offered(1);
        long before = offers();
        HttpResponse<String> first = all(context(user), null);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        JsonNode preview = flag(json(first), "home-banner");
        assertThat(preview.at("/value/status").asString()).isEqualTo("OFFERED");
        assertThat(preview.at("/value/offers/0/decision_id").isNull()).isTrue();
        assertThat(json(first).path("flags").size())
                .isEqualTo(SERVER.bean(Placements.class).byKey().size());
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = all(context(user), tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(offers()).isEqualTo(before);
        JsonNode decided = json(call(BANNER, context(user)));
        HttpResponse<String> changed = all(context(user), tag);
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(flag(json(changed), "home-banner")).isEqualTo(decided);
    }

    @Test
    void errorsAreThoseOfTheProtocol() {
        assertThat(error(call(FLAGS + "/no-such-flag", context("u"))))
                .containsExactly("404", "no-such-flag", "FLAG_NOT_FOUND");
        assertThat(error(call(BANNER, "{"))).containsExactly("400", "home-banner", "PARSE_ERROR");
        assertThat(error(call(BANNER, ""))).containsExactly("400", "home-banner", "PARSE_ERROR");
        assertThat(error(call(BANNER, "[]"))).containsExactly("400", "home-banner", "PARSE_ERROR");
        assertThat(error(call(BANNER, "{\"context\":7}"))).containsExactly("400", "home-banner", "PARSE_ERROR");
        for (String none : List.of(
                "{}",
                "{\"context\":{}}",
                "{\"context\":{\"targetingKey\":7}}",
                "{\"context\":{\"targetingKey\":\"\"}}")) {
            assertThat(error(call(BANNER, none))).containsExactly("400", "home-banner", "TARGETING_KEY_MISSING");
            assertThat(error(all(none, null))).containsExactly("400", "", "TARGETING_KEY_MISSING");
            assertThat(json(all(none, null)).has("key")).as("of no flag alone").isFalse();
        }
        assertThat(error(call(BANNER, context("a\\u0000b")))).containsExactly("400", "home-banner", "PARSE_ERROR");
        assertThat(error(all(context("a\\ud800b"), null))).containsExactly("400", "", "PARSE_ERROR");
        assertThat(call(FLAGS + "?flagConfigEtag=x&flagConfigLastModified=1771622898", context(users.offered(4)))
                        .statusCode())
                .isEqualTo(200);
        assertThat(error(call(BANNER, context("nobody")))).containsExactly("400", "home-banner", "INVALID_CONTEXT");
        assertThat(error(all(context("nobody"), null))).containsExactly("400", "", "INVALID_CONTEXT");
        String fax = context(users.offered(2)).replace("ios", "fax");
        assertThat(error(call(BANNER, fax))).containsExactly("400", "home-banner", "INVALID_CONTEXT");
        assertThat(flag(json(all(fax, null)), "home-banner").path("errorCode").asString())
                .isEqualTo("INVALID_CONTEXT");
    }

    private static List<String> error(HttpResponse<String> answer) {
        assertThat(json(answer).path("errorDetails").asString()).isNotBlank();
        return List.of(
                String.valueOf(answer.statusCode()),
                json(answer).path("key").asString(),
                json(answer).path("errorCode").asString());
    }

    @Test
    void theSdkOfOpenFeatureReadsIt() throws Exception {
        OpenFeatureAPI api = OpenFeatureAPI.getInstance();
        api.setProviderAndWait(OfrepProvider.constructProvider(OfrepProviderOptions.builder()
                .baseUrl("http://127.0.0.1:" + SERVER.port())
                .headers(ImmutableMap.of("Authorization", ImmutableList.of("Bearer " + SERVER.key(Role.PRODUCT))))
                .build()));
        try {
            Value nothing = new Value();
            MutableContext context = new MutableContext(users.offered(3)).add("device", "android");
            FlagEvaluationDetails<Value> details = api.getClient().getObjectDetails("home-banner", nothing, context);
            assertThat(details.getErrorMessage()).isNull();
            assertThat(details.getVariant()).isEqualTo(Sleepers.PLAYBOOK);
            assertThat(details.getReason()).isEqualTo("TARGETING_MATCH");
            assertThat(details.getFlagMetadata().getString("decision_id")).isNotBlank();
            assertThat(Objects.requireNonNull(details.getValue().asStructure())
                            .getValue("status")
                            .asString())
                    .isEqualTo("OFFERED");
            assertThat(api.getClient()
                            .getObjectDetails("no-such-flag", nothing, context)
                            .getErrorCode())
                    .isEqualTo(ErrorCode.FLAG_NOT_FOUND);
        } finally {
            api.shutdown();
        }
    }
}
