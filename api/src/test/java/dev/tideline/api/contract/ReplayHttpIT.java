package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A replay as a strategist runs it. */
class ReplayHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String WANTED =
            "{\"playbook\":\"dormant-30-funded\",\"from\":\"2026-01-01\",\"to\":\"2026-02-10\",\"every\":\"day\"}";

    private static HttpResponse<String> start(Role role, String body) {
        return SERVER.send(SERVER.request("/v1/replays", SERVER.key(role))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void tellsItsProgressAndThenItsResultsDayByDay() {
        SERVER.post(
                "/v1/users:import",
                "text/csv",
                "user_id,snapshot_date,total_asset\nreplayed,2026-01-05,500\nreplayed,2026-02-01,500\n");
        SERVER.post("/v1/events", "application/x-ndjson", """
                {"event_id":"00000000-0000-4000-8000-000000000042","type":"trade.executed","user_id":"replayed",\
                "occurred_at":"2026-01-05T10:00:00Z","payload":{"product":"spot","usdt":"10"}}
                """);
        HttpResponse<String> asked = start(Role.STRATEGIST, WANTED);
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String path = "/v1/replays/" + JSON.readTree(asked.body()).get("id").asString();
        JsonNode done = ended(path);
        assertThat(done.get("state").asString()).as(done.toString()).isEqualTo("DONE");
        assertThat(done.at("/progress/done").asLong())
                .isPositive()
                .isEqualTo(done.at("/progress/total").asLong());
        HttpResponse<String> results = SERVER.send(SERVER.request(path + "/results", SERVER.key(Role.STRATEGIST)));
        assertThat(results.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        List<JsonNode> days = results.body().lines().map(JSON::readTree).toList();
        assertThat(days)
                .extracting(day -> LocalDate.parse(day.get("date").asString()))
                .containsExactlyElementsOf(LocalDate.of(2026, 1, 1)
                        .datesUntil(LocalDate.of(2026, 2, 11))
                        .toList());
        assertThat(candidates(days, "2026-02-04")).isEqualTo(candidates(days, "2026-02-03") + 1);
    }

    /** Who has not traded since 10 February is dormant on 2 March by one version, and on 12 March by the other. */
    @Test
    void comparesTwoVersionsAmongAllOthersDayByDay() {
        dormant("travelled", 43, "2026-02-10");
        String live =
                SERVER.get("/v1/playbooks/dormant-30-funded").get("version").asString();
        Map<String, String> files = new TreeMap<>();
        SERVER.get("/v1/playbooks/dormant-30-funded/versions/" + live)
                .get("files")
                .properties()
                .forEach(file -> files.put(file.getKey(), file.getValue().asString()));
        files.computeIfPresent("playbook.yaml", (name, text) -> text.replace("value: 30,", "value: 20,"));
        HttpResponse<String> asked = start(
                Role.STRATEGIST,
                JSON.writeValueAsString(Map.of(
                        "playbook", Map.of("files", files),
                        "against", "dormant-30-funded",
                        "arbitration", "full",
                        "from", "2026-02-25",
                        "to", "2026-03-13")));
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        JsonNode planned = JSON.readTree(asked.body());
        assertThat(planned.get("arbitration").asString()).isEqualTo("full");
        assertThat(planned.get("against").asString()).isEqualTo(live);
        String draft = planned.get("version").asString();
        List<JsonNode> days = results(planned);
        assertThat(days).allSatisfy(day -> {
            assertThat(day.get("spend").asString()).isNotEmpty();
            assertThat(day.get("refused")).isNotNull();
        });
        List<LocalDate> dates =
                LocalDate.of(2026, 2, 25).datesUntil(LocalDate.of(2026, 3, 14)).toList();
        for (String version : List.of(draft, live)) {
            assertThat(of(days, version))
                    .extracting(day -> LocalDate.parse(day.get("date").asString()))
                    .containsExactlyElementsOf(dates);
        }
        assertThat(candidates(of(days, draft), "2026-03-02")).isEqualTo(candidates(of(days, draft), "2026-03-01") + 1);
        assertThat(candidates(of(days, live), "2026-03-02")).isEqualTo(candidates(of(days, live), "2026-03-01"));
        assertThat(candidates(of(days, live), "2026-03-12")).isEqualTo(candidates(of(days, live), "2026-03-11") + 1);
    }

    @Test
    void arbitratesAmongAllPlaybooksWhereThatIsAskedFor() {
        dormant("arbitrated", 44, "2026-03-01");
        HttpResponse<String> asked = start(
                Role.STRATEGIST,
                "{\"playbook\":\"dormant-30-funded\",\"arbitration\":\"full\",\"from\":\"2026-03-28\",\"to\":\"2026-04-01\"}");
        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        List<JsonNode> days = results(JSON.readTree(asked.body()));
        assertThat(of(days, days.get(0).get("version").asString())).hasSize(5).allSatisfy(day -> {
            long candidates = day.get("candidates").asLong();
            long refused =
                    day.get("refused").valueStream().mapToLong(JsonNode::asLong).sum();
            assertThat(day.get("decisions").asLong() + refused).isEqualTo(candidates);
        });
        assertThat(candidates(days, "2026-03-31")).isGreaterThan(candidates(days, "2026-03-30"));
        HttpResponse<String> alone = start(
                Role.STRATEGIST,
                "{\"playbook\":\"dormant-30-funded\",\"against\":\"dormant-30-funded\",\"from\":\"2026-03-28\",\"to\":\"2026-04-01\"}");
        assertThat(alone.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(alone.body()).at("/problems/0/pointer").asString())
                .isEqualTo("/arbitration");
        HttpResponse<String> itself = start(
                Role.STRATEGIST,
                "{\"playbook\":\"dormant-30-funded\",\"against\":\"dormant-30-funded\",\"arbitration\":\"full\",\"from\":\"2026-03-28\",\"to\":\"2026-04-01\"}");
        assertThat(itself.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(itself.body()).at("/problems/0/pointer").asString())
                .isEqualTo("/against");
    }

    private static void dormant(String user, int event, String lastTrade) {
        SERVER.post(
                "/v1/users:import",
                "text/csv",
                "user_id,snapshot_date,total_asset\n%1$s,%2$s,500\n%1$s,2026-03-20,500\n".formatted(user, lastTrade));
        SERVER.post("/v1/events", "application/x-ndjson", """
                {"event_id":"00000000-0000-4000-8000-0000000000%d","type":"trade.executed","user_id":"%s",\
                "occurred_at":"%sT10:00:00Z","payload":{"product":"spot","usdt":"10"}}
                """.formatted(event, user, lastTrade));
    }

    private static List<JsonNode> results(JsonNode planned) {
        String path = "/v1/replays/" + planned.get("id").asString();
        JsonNode done = ended(path);
        assertThat(done.get("state").asString()).as(done.toString()).isEqualTo("DONE");
        return SERVER.send(SERVER.request(path + "/results", SERVER.key(Role.STRATEGIST)))
                .body()
                .lines()
                .map(JSON::readTree)
                .toList();
    }

    /** Of one version and the replayed playbook alone: rules of others that fired are told of as well. */
    private static List<JsonNode> of(List<JsonNode> days, String version) {
        return days.stream()
                .filter(day -> day.get("version").asString().equals(version))
                .filter(day -> day.get("rule").asString().startsWith("dormant-30-funded/"))
                .toList();
    }

    private static JsonNode ended(String path) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        JsonNode replay = SERVER.get(path);
        while (Set.of("PLANNED", "RUNNING").contains(replay.get("state").asString()) && System.nanoTime() < deadline) {
            replay = SERVER.get(path);
        }
        return replay;
    }

    private static long candidates(List<JsonNode> days, String date) {
        return days.stream()
                .filter(day -> day.get("date").asString().equals(date))
                .mapToLong(day -> day.get("candidates").asLong())
                .sum();
    }

    @Test
    void isForStrategistsAndAdminsOnly() {
        for (Role role : List.of(Role.MARKETING, Role.PRODUCT, Role.VIEWER)) {
            assertThat(start(role, WANTED).statusCode()).as(role.word()).isEqualTo(403);
        }
    }

    @Test
    void tellsEveryMistakeAtOnce() {
        HttpResponse<String> answer = start(
                Role.STRATEGIST,
                "{\"playbook\":\"no-such\",\"from\":\"soon\",\"to\":\"2026-02-30\",\"every\":\"hour\"}");
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(JSON.readTree(answer.body()).get("problems")).hasSize(4);
    }
}
