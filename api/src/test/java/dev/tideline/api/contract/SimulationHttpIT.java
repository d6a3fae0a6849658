package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.access.Role;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A simulation as a strategist runs it. */
class SimulationHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String KEY = "dormant-30-funded";

    private static HttpResponse<String> start(Role role, Object body) {
        return SERVER.send(SERVER.request("/v1/playbooks/" + KEY + ":simulate", SERVER.key(role))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
    }

    private static Map<String, String> draft() {
        Map<String, String> files = new TreeMap<>(ShippedPlaybooks.all().stream()
                .filter(playbook -> playbook.key().equals(KEY))
                .map(Playbook::files)
                .findFirst()
                .orElseThrow());
        files.computeIfPresent(Playbook.DECLARATION, (name, text) -> text.replace("value: 30, min", "value: 20, min"));
        return files;
    }

    private static JsonNode ended(String path) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode simulation = SERVER.get(path);
        while (Set.of("PLANNED", "RUNNING").contains(simulation.get("state").asString())
                && System.nanoTime() < deadline) {
            simulation = SERVER.get(path);
        }
        return simulation;
    }

    @Test
    void tellsItsProgressThenAudienceSpendResultsAndSamples() {
        HttpResponse<String> asked = start(Role.STRATEGIST, Map.of("files", draft(), "filter", "totalAsset >= 0"));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String path = "/v1/simulations/" + JSON.readTree(asked.body()).get("id").asString();
        JsonNode done = ended(path);
        assertThat(done.get("state").asString()).as(done.toString()).isEqualTo("DONE");
        assertThat(done.get("audience").isNumber()).isTrue();
        assertThat(done.at("/maximum_spend/asset").asString()).isEqualTo("USDT");
        JsonNode results = SERVER.get(path + "/results");
        assertThat(results.at("/audience/draft").asLong())
                .isEqualTo(done.get("audience").asLong());
        assertThat(results.at("/budgets/0/budget").asString()).isEqualTo("CAMPAIGN:" + KEY);
        assertThat(SERVER.get(path + "/samples").get("items").isArray()).isTrue();
        assertThat(SERVER.get("/v1/playbooks/" + KEY + "/simulations").get("items"))
                .extracting(item -> item.get("id").asString())
                .contains(done.get("id").asString());
        assertThat(SERVER.send(SERVER.request(path + ":cancel", SERVER.key(Role.STRATEGIST))
                                .POST(HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(409);
    }

    @Test
    void takesAStoredVersionByItsHash() {
        String version = SERVER.get("/v1/playbooks/" + KEY).get("version").asString();
        HttpResponse<String> asked = start(Role.STRATEGIST, Map.of("version", version));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        assertThat(JSON.readTree(asked.body()).get("version").asString()).isEqualTo(version);
    }

    @Test
    void takesTheSavedDraftWhereNothingIsGiven() {
        String version =
                SERVER.get("/v1/playbooks/" + KEY + "/draft").get("version").asString();
        HttpResponse<String> asked = start(Role.STRATEGIST, Map.of());
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        assertThat(JSON.readTree(asked.body()).get("version").asString()).isEqualTo(version);
    }

    @Test
    void isForStrategistsAndAdminsOnly() {
        for (Role role : List.of(Role.MARKETING, Role.PRODUCT, Role.VIEWER)) {
            assertThat(start(role, Map.of("files", draft())).statusCode())
                    .as(role.word())
                    .isEqualTo(403);
        }
    }

    @Test
    void refusesWhatIsNoDraft() {
        assertThat(start(Role.STRATEGIST, Map.of("version", "0".repeat(64), "files", draft()))
                        .statusCode())
                .isEqualTo(422);
        assertThat(start(Role.STRATEGIST, Map.of("version", "0".repeat(64))).statusCode())
                .isEqualTo(422);
        assertThat(start(Role.STRATEGIST, Map.of("files", draft(), "filter", "noSuch == 1"))
                        .statusCode())
                .isEqualTo(422);
        assertThat(SERVER.send(SERVER.request("/v1/simulations/999999", SERVER.key(Role.STRATEGIST)))
                        .statusCode())
                .isEqualTo(404);
    }
}
