package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
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
