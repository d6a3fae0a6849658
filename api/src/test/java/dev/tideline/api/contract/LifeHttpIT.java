package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.access.Role;
import dev.tideline.samples.QuietUsers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stands between a version and its being in force, and what differs between two, over HTTP. */
class LifeHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void nothingIsPublishedOrApprovedWithoutASimulation() {
        String version = version("unsimulated");
        String echo = JSON.writeValueAsString(Map.of(
                "version", version, "simulation", "999999999", "audience", 10, "maximum_spend", "0", "note", "a test"));
        for (String verb : List.of("publish", "rollback")) {
            HttpResponse<String> answer = post("unsimulated:" + verb, echo);
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
            assertThat(JSON.readTree(answer.body()).get("reason").asString()).isEqualTo("NOT_SIMULATED");
        }
        HttpResponse<String> approved = post(
                "unsimulated:approve", JSON.writeValueAsString(Map.of("version", version, "simulation", "999999999")));
        assertThat(approved.statusCode()).isEqualTo(409);
        HttpResponse<String> malformed = post("unsimulated:publish", "{\"maximum_spend\": \"-1\", \"share\": 101}");
        assertThat(malformed.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(malformed.body()).get("problems")).hasSize(6);
    }

    @Test
    void aDraftComesIntoForceByWhatWasSimulatedAndGoesBackTheSameWay() {
        String first = version("whole-life");
        published("whole-life", first, "publish");
        Map<String, String> changed = QuietUsers.files("whole-life", 31);
        put("whole-life", changed, first);
        String second = JSON.readTree(post("whole-life:validate", "").body())
                .get("version")
                .asString();
        published("whole-life", second, "publish");
        published("whole-life", first, "rollback");
        assertThat(SERVER.get("/v1/playbooks/whole-life/audit").get("items").values().stream()
                        .map(entry -> entry.get("action").asString()))
                .containsExactly(
                        "ROLLED_BACK",
                        "PUBLISHED",
                        "VALIDATED",
                        "DRAFT_SAVED",
                        "PUBLISHED",
                        "VALIDATED",
                        "DRAFT_SAVED");
        assertThat(SERVER.get("/v1/playbooks/whole-life/versions").at("/items/0/publications"))
                .hasSize(1);
    }

    private static void published(String key, String version, String verb) {
        JsonNode simulation = simulated(key, version);
        HttpResponse<String> answer = post(
                key + ":" + verb,
                JSON.writeValueAsString(Map.of(
                        "version", version,
                        "simulation", simulation.get("id").asString(),
                        "audience", simulation.get("audience").asLong(),
                        "maximum_spend", simulation.at("/maximum_spend/amount").asString(),
                        "note", "a test")));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(JSON.readTree(answer.body()).get("in_force").asBoolean()).isTrue();
        assertThat(SERVER.get("/v1/playbooks/" + key).get("version").asString()).isEqualTo(version);
    }

    private static JsonNode simulated(String key, String version) {
        HttpResponse<String> asked = post(key + ":simulate", JSON.writeValueAsString(Map.of("version", version)));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String path = "/v1/simulations/" + JSON.readTree(asked.body()).get("id").asString();
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        JsonNode simulation = SERVER.get(path);
        while (!simulation.get("state").asString().equals("DONE")) {
            assertThat(System.nanoTime()).as(simulation.toString()).isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
            simulation = SERVER.get(path);
        }
        return simulation;
    }

    @Test
    void aRampIsToldAndLogged() {
        HttpResponse<String> ramped = post("zero-balance-45:ramp", "{\"share\": 10, \"note\": \"carefully\"}");
        assertThat(ramped.statusCode()).as(ramped.body()).isEqualTo(200);
        assertThat(SERVER.get("/v1/playbooks/zero-balance-45").get("share").asInt())
                .isEqualTo(10);
        JsonNode entry = SERVER.get("/v1/playbooks/zero-balance-45/audit").at("/items/0");
        assertThat(entry.get("action").asString()).isEqualTo("RAMPED");
        assertThat(entry.at("/details/share").asString()).isEqualTo("10");
        assertThat(entry.get("version").asString())
                .isEqualTo(SERVER.get("/v1/playbooks/zero-balance-45")
                        .get("version")
                        .asString());
        HttpResponse<String> unsaid = post("zero-balance-45:ramp", "{\"share\": 100, \"note\": \" \"}");
        assertThat(unsaid.statusCode()).isEqualTo(400);
        assertThat(unsaid.body()).contains("\"pointer\":\"/note\"", "why, in some words");
        assertThat(post("zero-balance-45:ramp", "{\"share\": 100, \"note\": \"all is well\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(post("zero-balance-45:ramp", "{\"share\": 0}").statusCode()).isEqualTo(400);
        assertThat(post("zero-balance-45:ramp", "{\"share\": 50.5, \"note\": \"a half more\"}")
                        .body())
                .contains("\"/share\"", "50.5", "a whole number");
        assertThat(post("nobody:ramp", "{\"share\": 10, \"note\": \"a test\"}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void aPauseSaysWhatIsInFlight() {
        HttpResponse<String> paused = post("zero-balance-45:pause", "{\"reason\": \"complaints\"}");
        assertThat(paused.statusCode()).isEqualTo(200);
        assertThat(paused.body())
                .contains(
                        "\"open_offers\":0",
                        "\"reserved_grants\":0",
                        "\"payable_grants\":0",
                        "\"unsent_touches\":0",
                        "\"runs\":[");
        assertThat(post("zero-balance-45:resume", "").statusCode()).isEqualTo(204);
        HttpResponse<String> again = post("zero-balance-45:resume", "");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("NOT_PAUSED");
        JsonNode log = SERVER.get("/v1/playbooks/zero-balance-45/audit");
        assertThat(log.at("/items/0/action").asString()).isEqualTo("RESUMED");
        assertThat(log.at("/items/1/reason").asString()).isEqualTo("complaints");
    }

    @Test
    void aDifferenceIsToldLineByLineAndCellByCell() {
        String version = version("compared");
        Map<String, String> changed = QuietUsers.files("compared", 31);
        changed.put("more.csv", "Rule,Why\ncompared/x,y\n");
        put("compared", changed, version);
        JsonNode difference = SERVER.get("/v1/playbooks/compared/diff?from=" + version);
        assertThat(difference.get("files")).hasSize(3);
        assertThat(difference.at("/files/0/cells/0/after").asString()).isEqualTo("compared/x");
        assertThat(difference.at("/files/1/lines").toString()).contains("daysSinceLastTrade >= 31");
        assertThat(SERVER.get("/v1/playbooks/compared/diff").get("from").asString())
                .isEmpty();
        assertThat(SERVER.send(SERVER.request("/v1/playbooks/compared/diff?from=none", TestServer.ADMIN_KEY))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aChangeOfABudgetIsLogged() {
        HttpResponse<String> opened = SERVER.send(SERVER.request(
                        "/v1/budgets/CAMPAIGN:zero-balance-45", SERVER.key(Role.STRATEGIST))
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"total\": {\"amount\": \"5000\", \"asset\": \"USDT\"}}")));
        assertThat(opened.statusCode()).as(opened.body()).isEqualTo(200);
        JsonNode entry =
                SERVER.get("/v1/audit?subject=CAMPAIGN:zero-balance-45").at("/items/0");
        assertThat(entry.get("who").asString()).isEqualTo("test strategist");
        assertThat(entry.at("/details/total").asString()).isEqualTo("5000 USDT");
    }

    private static String version(String key) {
        put(key, QuietUsers.files(key, 30), "");
        HttpResponse<String> validated = post(key + ":validate", "");
        assertThat(validated.statusCode()).as(validated.body()).isEqualTo(200);
        return JSON.readTree(validated.body()).get("version").asString();
    }

    private static void put(String key, Map<String, String> files, String revision) {
        HttpRequest.Builder request = SERVER.request("/v1/playbooks/" + key + "/draft", TestServer.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("files", files))));
        HttpResponse<String> saved =
                SERVER.send(revision.isEmpty() ? request : request.header("If-Match", "\"" + revision + "\""));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
    }

    private static HttpResponse<String> post(String what, String body) {
        return SERVER.post("/v1/playbooks/" + what, "application/json", body);
    }
}
