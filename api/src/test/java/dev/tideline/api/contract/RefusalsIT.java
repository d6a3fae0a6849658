package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.timeline.Days;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A refused request is told what is wrong, where, and what was expected. */
class RefusalsIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonMapper JSON = JsonMapper.shared();

    private static JsonNode sweep(String body) {
        HttpResponse<String> answer = SERVER.post("/v1/sweeps", "application/json", body);
        assertThat(answer.statusCode()).as(body + " " + answer.body()).isIn(400, 422);
        assertThat(answer.body()).doesNotContain("Jackson", "tools.", "token", "START_", "JsonParser");
        return JSON.readTree(answer.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "99999999999999999999", "abc", "", "1.5", "%201"})
    void aLimitOutOfRangeIsNamedWithWhatWasExpected(String limit) {
        for (String path : List.of("members", "changes")) {
            JsonNode problem = SERVER.get("/v1/audiences/dormant-30-funded/" + path + "?limit=" + limit);
            assertThat(problem.get("status").asInt()).isEqualTo(400);
            assertThat(problem.at("/problems/0/source").asString()).isEqualTo("query");
            assertThat(problem.at("/problems/0/pointer").asString()).isEqualTo("/limit");
            assertThat(problem.at("/problems/0/value").asString()).isEqualTo(limit.replace("%20", " "));
            assertThat(problem.at("/problems/0/expected").asString()).isEqualTo("a whole number from 1 to 1000");
        }
        assertThat(SERVER.get("/v1/users/x/decisions?limit=" + limit)
                        .get("status")
                        .asInt())
                .isEqualTo(400);
    }

    @Test
    void everyMistakeOfAQueryIsToldAtOnce() {
        JsonNode problem = SERVER.get("/v1/audiences/dormant-30-funded/members?limit=0&include=everything");
        assertThat(problem.get("problems")).hasSize(2);
        assertThat(problem.at("/problems/1/expected").asString()).isEqualTo("withheld");
    }

    @Test
    void aTextThatNoDatabaseKeepsIsTheCallersMistake() {
        HttpResponse<String> answer =
                SERVER.post("/v1/playbooks/kyc-nudge:pause", "application/json", "{\"reason\":\"a\\u0000b\"}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).get("detail").asString())
                .startsWith("body:1:11")
                .endsWith("expected a text without NUL and without half a character");
        for (String half : List.of("\\ud800", "a\\udc00b", "\\ud800\\u0041")) {
            HttpResponse<String> refused =
                    SERVER.post("/v1/keys", "application/json", "{\n\"owner\":\"" + half + "\",\"role\":\"viewer\"}");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(JSON.readTree(refused.body()).at("/problems/0/line").asInt())
                    .isEqualTo(2);
        }
        HttpResponse<String> whole =
                SERVER.post("/v1/playbooks/no-such:pause", "application/json", "{\"reason\":\"\\ud83d\\ude00\"}");
        assertThat(whole.statusCode()).as(whole.body()).isEqualTo(404);
    }

    @Test
    void otherParametersAreNamedAsWell() {
        assertThat(SERVER.get("/v1/intakes/first/refused").get("detail").asString())
                .isEqualTo("path /intake: 'first': expected a whole number");
        assertThat(SERVER.get("/v1/intakes/1/refused?after=x").get("detail").asString())
                .isEqualTo("query /after: 'x': expected a whole number");
        assertThat(SERVER.get("/v1/users/x/explain").get("detail").asString())
                .isEqualTo("query /playbook: expected a value; it is required");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "users/x?as_of=2026-01-01|/as_of|a known name; there are none",
                "users/x/decisions?limt=3|/limt|a known name; did you mean `limit`?",
                "audiences/x/members?Limit=3|/Limit|a known name; did you mean `limit`?",
                "keys?page=2|/page|a known name; there are none"
            })
    void anUnknownParameterIsRefusedWithTheNearest(String path, String pointer, String expected) {
        JsonNode problem = SERVER.get("/v1/" + path);
        assertThat(problem.get("status").asInt()).isEqualTo(400);
        assertThat(problem.at("/problems/0/source").asString()).isEqualTo("query");
        assertThat(problem.at("/problems/0/pointer").asString()).isEqualTo(pointer);
        assertThat(problem.at("/problems/0/expected").asString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{|1|a name in double quotes, a colon, a JSON value, a comma or } before the body ends",
                "{\"full\":tr|1|a name in double quotes, a colon, a JSON value, a comma or }",
                "{'full':true}|1|a name in double quotes, a colon, a JSON value, a comma or }",
                "{\"playbooks\":[1,,2]}|1|a JSON value, a comma or ]",
                "{\"full\":true} {}|1|nothing after the first value",
                "{\"full\":true,\"full\":false}|1|each name once in an object",
                "nothing|1|a JSON value"
            })
    void jsonThatIsNoneIsShownByLineAndColumn(String body, int line, String expected) {
        JsonNode mistake = sweep(body).at("/problems/0");
        assertThat(mistake.get("source").asString()).isEqualTo("body");
        assertThat(mistake.get("line").asInt()).isEqualTo(line);
        assertThat(mistake.get("column").asInt()).isPositive();
        assertThat(mistake.get("expected").asString()).startsWith(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%2B999999999-01-01", "-999999999-12-31", "-0001-01-01", "1989-12-31", "3000-01-02", "9999-12-31"
            })
    void aDayThatNoCalendarOfUsersHasIsRefused(String day) {
        JsonNode problem = SERVER.get("/v1/reconciliation?date=" + day);
        assertThat(problem.get("status").asInt()).as(problem.toString()).isEqualTo(400);
        assertThat(problem.at("/problems/0/expected").asString())
                .isEqualTo("a day such as 2026-03-31, from 1990-01-01 to 3000-01-01");
        String decoded = URLDecoder.decode(day, StandardCharsets.UTF_8);
        HttpResponse<String> replay = SERVER.post(
                "/v1/replays",
                "application/json",
                "{\"playbook\":\"kyc-nudge\",\"from\":\"" + decoded + "\",\"to\":\"2026-03-31\"}");
        assertThat(replay.statusCode()).as(replay.body()).isEqualTo(422);
        assertThat(sweep("{\"as_of\":\"" + decoded + "T00:00:01Z\"}")
                        .at("/problems/0/expected")
                        .asString())
                .startsWith("an instant such as 2026-03-31T00:00:00Z, from 1990-01-01T00:00:00Z");
    }

    @Test
    void aDayToComeIsNeitherReconciledNorStated() {
        String address = "/v1/reconciliation?date=2999-12-31";
        JsonNode read = SERVER.get(address);
        HttpResponse<String> stated = SERVER.post(address, "text/csv", "grant_key,asset,amount\na|b|p-1|once,USDT,1\n");
        assertThat(stated.statusCode()).as(stated.body()).isEqualTo(400);
        for (JsonNode problem : List.of(read, JSON.readTree(stated.body()))) {
            assertThat(problem.get("status").asInt()).isEqualTo(400);
            assertThat(problem.at("/problems/0/pointer").asString()).isEqualTo("/date");
            assertThat(problem.at("/problems/0/expected").asString()).startsWith("a day that has begun, up to 20");
        }
        LocalDate today = LocalDate.now(SERVER.bean(Days.class).zone());
        assertThat(SERVER.get("/v1/reconciliation?date=" + today).path("date").asString())
                .isEqualTo(today.toString());
    }

    @Test
    void twoSpellingsOfOneMemberAreTakenApartButNotTogether() {
        for (String body : List.of("{\"as_of\":\"2999-01-01T00:00:00Z\"}", "{\"asOf\":\"2999-01-01T00:00:00Z\"}")) {
            assertThat(sweep(body).at("/problems/0/expected").asString())
                    .isEqualTo("an instant that is not in the future");
        }
        JsonNode mistake = sweep("{\"dry_run\":true,\"dryRun\":false}").at("/problems/0");
        assertThat(mistake.get("pointer").asString()).isEqualTo("/dryRun");
        assertThat(mistake.get("expected").asString()).isEqualTo("one of `dry_run` and this");
    }

    @Test
    void aCursorOfAnotherQueryIsRefusedByName() {
        String audience = "/v1/audiences/dormant-30-funded/";
        String changes = SERVER.get(audience + "changes").get("next").asString();
        for (String path : List.of(
                audience + "members?cursor=",
                audience + "changes?include=withheld&cursor=",
                "/v1/audiences/kyc-nudge/changes?cursor=",
                "/v1/users/" + user() + "/decisions?cursor=")) {
            JsonNode problem = SERVER.get(path + changes);
            assertThat(problem.path("status").asInt()).as(path + problem).isEqualTo(400);
            assertThat(problem.at("/problems/0/pointer").asString()).isEqualTo("/cursor");
            assertThat(problem.at("/problems/0/expected").asString()).contains("that this very query gave");
        }
        assertThat(SERVER.get(audience + "changes?cursor=" + changes).has("items"))
                .isTrue();
    }

    private static String user() {
        SERVER.post("/v1/users:import", "text/csv", "user_id,snapshot_date,total_asset\nrefused-1,2026-01-01,1\n");
        return "refused-1";
    }

    @Test
    void aMistakeInCsvIsToldByLineColumnAndName() {
        HttpResponse<String> answer =
                SERVER.post("/v1/users:import", "text/csv", "user_id,snapshot_date,total_asset\nu,2026-01-01,much\n");
        JsonNode mistake = JSON.readTree(answer.body()).at("/problems/0");
        assertThat(mistake.get("source").asString()).isEqualTo("body");
        assertThat(mistake.get("line").asInt()).isEqualTo(2);
        assertThat(mistake.get("column").asInt()).isEqualTo(3);
        assertThat(mistake.get("pointer").asString()).isEqualTo("total_asset");
        JsonNode header = JSON.readTree(
                SERVER.post("/v1/users:import", "text/csv", "user_id,snapshot_date,total_aset\nu,2026-01-01,1\n")
                        .body());
        assertThat(header.at("/problems/0/line").asInt()).isEqualTo(1);
        assertThat(header.at("/problems/0/column").asInt()).isEqualTo(3);
    }

    @Test
    void noExpectationBeginsWithThatWord() {
        HttpResponse<String> key = SERVER.post("/v1/keys", "application/json", "{\"roles\":[\"admin\",\"boss\"]}");
        JsonNode problem = JSON.readTree(key.body());
        assertThat(problem.get("detail").asString()).contains(": expected ").doesNotContain("expected expected");
        List<String> told = new ArrayList<>();
        problem.get("problems")
                .forEach(mistake -> told.add(mistake.get("pointer").asString() + " "
                        + mistake.get("expected").asString()));
        assertThat(told)
                .contains("/owner a name of 1 to 100 characters")
                .anyMatch(mistake -> mistake.startsWith("/roles/1 a role; "))
                .noneMatch(mistake -> mistake.contains(" expected "));
    }

    @Test
    void theLineIsTheRightOne() {
        JsonNode mistake =
                sweep("{\n  \"full\": true,\n  \"dry_run\": maybe\n}").at("/problems/0");
        assertThat(mistake.get("line").asInt()).isEqualTo(3);
        assertThat(mistake.get("column").asInt()).isBetween(14, 20);
    }

    @Test
    void everyMistakeOfABodyIsToldAtOnce() {
        JsonNode problems = sweep("{\"ful\":true,\"as_of\":\"soon\",\"dry_run\":\"yes\",\"playbooks\":[1]}")
                .get("problems");
        List<String> pointers = new ArrayList<>();
        problems.forEach(mistake -> pointers.add(mistake.get("pointer").asString()));
        assertThat(pointers).containsExactlyInAnyOrder("/ful", "/as_of", "/dry_run", "/playbooks");
        assertThat(problems.toString())
                .contains("did you mean `full`?", "true or false", "a list of texts", "2026-03-31T00:00:00Z", "soon");
    }

    @Test
    void unknownNamesInTheContentAreToldWithTheNearest() {
        JsonNode problems = sweep("{\"playbooks\":[\"dormant-30-fundet\",\"x\"],\"as_of\":\"2999-01-01T00:00:00Z\"}")
                .get("problems");
        assertThat(problems).hasSize(3);
        assertThat(problems.toString()).contains("did you mean `dormant-30-funded`?", "not in the future");
    }

    @Test
    void aMissingBodyIsToldFromAWrongOne() {
        HttpResponse<String> answer = SERVER.post("/v1/keys", "application/json", "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("there is no body").doesNotContain("dev.tideline");
        assertThat(sweep("[]").get("detail").asString()).isEqualTo("body: '[]': expected a JSON object");
    }

    @Test
    void whatCannotBeReadBelowSpringIsAProblemAsWell() throws IOException {
        assertThat(raw("GET /v1/users/%zz HTTP/1.1\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .contains("percent-encoding");
        assertThat(raw("GET /v1/users/" + "a".repeat(9_000) + " HTTP/1.1\r\n"))
                .startsWith("HTTP/1.1 414 ")
                .contains("address-too-long");
        assertThat(raw("GET /v1/keys HTTP/1.1\r\nX-Long: " + "a".repeat(20_000) + "\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("headers-too-large");
        assertThat(raw("GET\r\n")).startsWith("HTTP/1.1 400 ");
    }

    private static String raw(String start) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), SERVER.port())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write((start + "Host: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer)
                    .containsIgnoringCase("content-type: application/problem+json")
                    .contains("\"request_id\"");
            return answer;
        }
    }
}
