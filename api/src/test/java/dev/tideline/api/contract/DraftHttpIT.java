package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.access.Role;
import dev.tideline.samples.QuietUsers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drafts, validation, versions and the log of changes over HTTP. */
class DraftHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void aDraftIsSavedByWhoSawTheLastOne() {
        Map<String, String> files = QuietUsers.files("drafted", 30);
        HttpResponse<String> first = put("drafted", body(files, "begin"), null);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
        String etag = first.headers().firstValue("ETag").orElseThrow();
        JsonNode draft = JSON.readTree(first.body());
        assertThat(etag).isEqualTo("\"" + draft.get("version").asString() + "\"");
        assertThat(draft.at("/validation/sound").asBoolean()).isTrue();
        assertThat(put("drafted", body(QuietUsers.files("drafted", 31), ""), null)
                        .statusCode())
                .isEqualTo(428);
        HttpResponse<String> second = put("drafted", body(QuietUsers.files("drafted", 31), "longer"), etag);
        assertThat(second.statusCode()).isEqualTo(200);
        HttpResponse<String> late = put("drafted", body(QuietUsers.files("drafted", 32), ""), etag);
        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(JSON.readTree(late.body()).get("reason").asString()).isEqualTo("OUTDATED");
        assertThat(SERVER.get("/v1/playbooks/drafted/draft").get("note").asString())
                .isEqualTo("longer");
    }

    @Test
    void mistakesComeBackWithTheirPlaceInTheLanguageOfTheCaller() {
        Map<String, String> files = QuietUsers.files("mistaken", 30);
        files.computeIfPresent("rules.drl", (name, text) -> text.replace("daysSinceLastTrade", "daysSinceLastTrode"));
        HttpResponse<String> saved =
                SERVER.send(SERVER.request("/v1/playbooks/mistaken/draft", SERVER.key(Role.STRATEGIST))
                        .header("Content-Type", "application/json")
                        .header("Accept-Language", "zh")
                        .PUT(HttpRequest.BodyPublishers.ofString(body(files, ""))));
        JsonNode problem = JSON.readTree(saved.body()).at("/validation/problems/0");
        assertThat(problem.get("line").asInt()).isEqualTo(4);
        assertThat(problem.get("rule").asString()).isEqualTo("mistaken/nudge");
        assertThat(problem.get("expected").asString()).contains("是不是想写 `daysSinceLastTrade`？");
        HttpResponse<String> kept = put("mistaken", body(Map.of("../x.drl", ""), ""), etag("mistaken"));
        assertThat(kept.statusCode()).isEqualTo(422);
        assertThat(put("mistaken", "{\"note\": \"none\"}", null).statusCode()).isEqualTo(400);
    }

    @Test
    void templatesThatAreDownloadedMakeASoundDraft() {
        Map<String, String> files = new TreeMap<>();
        for (String name : List.of("playbook.yaml", "scenarios.yaml", "rules.csv")) {
            files.put(name, template(name).body().replace("new-playbook", "of-templates"));
        }
        assertThat(files.get("rules.csv")).contains("Channels,Incentive,Priority,Cooldown");
        HttpResponse<String> saved = put("of-templates", body(files, ""), null);
        assertThat(JSON.readTree(saved.body()).at("/validation/sound").asBoolean())
                .as(saved.body())
                .isTrue();
        assertThat(template("rules.xlsx").body()).startsWith("PK");
        assertThat(template("rules.xlsx").headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"rules.xlsx\"");
        assertThat(template("rules.exe").statusCode()).isEqualTo(404);
    }

    @Test
    void tablesToDownloadHaveTheHeadingsOfTheirReader() {
        HttpResponse<String> table = SERVER.send(SERVER.request("/v1/templates/rules.csv", SERVER.key(Role.STRATEGIST))
                .header("Accept-Language", "zh-CN"));
        assertThat(table.body()).startsWith("规则,原因,距最近交易天数,消息,渠道,激励,优先级,冷却天数");
        Map<String, String> files = new TreeMap<>(Map.of("rules.csv", table.body()));
        for (String name : List.of("playbook.yaml", "scenarios.yaml")) {
            files.put(name, template(name).body().replace("new-playbook", "of-chinese-templates"));
        }
        HttpResponse<String> saved = put("of-chinese-templates", body(files, ""), null);
        assertThat(JSON.readTree(saved.body()).at("/validation/sound").asBoolean())
                .as(saved.body())
                .isTrue();
    }

    @Test
    void tellsWhichRulesAndRowsNoCaseFires() {
        Map<String, String> files = new TreeMap<>();
        for (String name : List.of("playbook.yaml", "scenarios.yaml", "rules.csv")) {
            files.put(name, template(name).body().replace("new-playbook", "half-covered"));
        }
        files.compute("rules.csv", (name, table) -> table + "late,No trade for 90 days,90..120,come-back,push,,,\n");
        HttpResponse<String> saved = put("half-covered", body(files, ""), null);
        JsonNode coverage = JSON.readTree(saved.body()).at("/validation/coverage");
        assertThat(coverage.get("never_fired")).isEqualTo(JSON.readTree("[\"half-covered/late\"]"));
        assertThat(coverage.get("never_missed")).isEmpty();
        assertThat(coverage.get("rules")).hasSize(2).contains(JSON.readTree("""
                        {"rule": "half-covered/late", "row": true, "source": "rules.csv", "line": 3, "column": 1,
                         "pointer": "", "fired": 0, "missed": 3}"""));
        HttpResponse<String> validated = SERVER.post("/v1/playbooks/half-covered:validate", "application/json", "");
        assertThat(JSON.readTree(validated.body()).get("coverage")).isEqualTo(coverage);
        assertThat(gap(validated)).startsWith("No rule covers `daysSinceLastTrade` 60 to 89, although");
        assertThat(gap(SERVER.send(SERVER.request("/v1/playbooks/half-covered:validate", SERVER.key(Role.STRATEGIST))
                        .header("Accept-Language", "zh-CN")
                        .POST(HttpRequest.BodyPublishers.noBody()))))
                .startsWith("没有规则覆盖 `daysSinceLastTrade` 为 60 至 89，");
        files.put("rules.csv", "Rule,Why");
        JsonNode broken = JSON.readTree(
                put("half-covered", body(files, ""), etag("half-covered")).body());
        assertThat(broken.at("/validation/coverage/rules")).isEmpty();
    }

    private static String gap(HttpResponse<String> validated) {
        return JSON.readTree(validated.body()).get("findings").values().stream()
                .filter(finding -> finding.get("code").asString().equals("gap"))
                .map(finding -> finding.get("message").asString())
                .findFirst()
                .orElse(validated.body());
    }

    private static HttpResponse<String> template(String name) {
        return SERVER.send(SERVER.request("/v1/templates/" + name, SERVER.key(Role.STRATEGIST)));
    }

    @Test
    void aFormMayHoldWorkbooksAsTheyAre() {
        Map<String, String> files = QuietUsers.files("uploaded", 30);
        files.put("more.xlsx", "PK\u0003\u0004 not a workbook");
        HttpResponse<String> saved = upload("uploaded", form(files));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        JsonNode draft = JSON.readTree(saved.body());
        assertThat(draft.get("note").asString()).isEqualTo("by form");
        assertThat(draft.at("/files/rules.drl").asString()).isEqualTo(files.get("rules.drl"));
        assertThat(Base64.getDecoder().decode(draft.at("/files/more.xlsx").asString()))
                .isEqualTo(files.getOrDefault("more.xlsx", "").getBytes(StandardCharsets.UTF_8));
        assertThat(draft.at("/validation/sound").asBoolean()).isFalse();
    }

    @Test
    void anEmptyFileOfAFormIsToldWhereverItStands() {
        for (String name : List.of("more.xlsx", "more.csv", "more.drl", "a.csv", "z.xlsx")) {
            Map<String, String> files = QuietUsers.files("hollow", 30);
            files.put(name, "");
            HttpResponse<String> refused = upload("hollow", form(files));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(JSON.readTree(refused.body()).get("problems"))
                    .isEqualTo(JSON.readTree("""
                    [{"source": "%s", "line": 0, "column": 0, "pointer": "", "rule": "", "value": "%s",
                      "expected": "a file that is not empty"}]""".formatted(name, name)));
        }
        Map<String, String> files = QuietUsers.files("hollow", 30);
        files.replaceAll((name, text) -> "");
        assertThat(JSON.readTree(upload("hollow", form(files)).body()).get("problems"))
                .hasSize(files.size());
        assertThat(SERVER.send(SERVER.request("/v1/playbooks/hollow/draft", TestServer.ADMIN_KEY))
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aFormThatIsNotWholeIsRefused() {
        String whole = form(QuietUsers.files("half", 30));
        for (String form : List.of(
                whole.substring(0, whole.length() - 10),
                whole.replace("--edge", "--other"),
                "--edge\r\nContent-Disposition: form-data; name=\"note\"")) {
            HttpResponse<String> refused = upload("half", form);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
            assertThat(refused.body()).contains("parted and ended by its boundary");
        }
        assertThat(upload("half", "--edge\r\n\r\nnameless\r\n--edge--").body()).contains("a file, or the field `note`");
        assertThat(upload("half", whole.replace("by form", "x".repeat(3 << 20))).statusCode())
                .isEqualTo(413);
    }

    /** A form of these files, in order of their names, and a note. */
    private static String form(Map<String, String> files) {
        StringBuilder form = new StringBuilder();
        new TreeMap<>(files)
                .forEach((name, text) -> form.append(
                                "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"")
                        .append(name)
                        .append("\"\r\n\r\n")
                        .append(text)
                        .append("\r\n"));
        return form.append("--edge\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nby form\r\n--edge--\r\n")
                .toString();
    }

    private static HttpResponse<String> upload(String key, String form) {
        return SERVER.send(SERVER.request("/v1/playbooks/" + key + "/draft", TestServer.ADMIN_KEY)
                .header("Content-Type", "multipart/form-data; boundary=edge")
                .PUT(HttpRequest.BodyPublishers.ofString(form)));
    }

    @Test
    void aSoundDraftBecomesAVersionAndTheLogTellsIt() {
        Map<String, String> files = QuietUsers.files("versioned", 30);
        put("versioned", body(files, "why not"), null);
        HttpResponse<String> validated = SERVER.post("/v1/playbooks/versioned:validate", "application/json", "");
        assertThat(validated.statusCode()).as(validated.body()).isEqualTo(200);
        String version = JSON.readTree(validated.body()).get("version").asString();
        JsonNode kept = SERVER.get("/v1/playbooks/versioned/versions/" + version);
        assertThat(kept.get("files")).isEqualTo(JSON.valueToTree(files));
        assertThat(kept.get("note").asString()).isEqualTo("why not");
        assertThat(SERVER.get("/v1/playbooks/versioned/versions")
                        .at("/items/0/origin")
                        .asString())
                .isEqualTo("stored");
        JsonNode log = SERVER.get("/v1/playbooks/versioned/audit");
        assertThat(log.at("/items/0/action").asString()).isEqualTo("VALIDATED");
        assertThat(log.at("/items/1/action").asString()).isEqualTo("DRAFT_SAVED");
        assertThat(log.at("/items/1/reason").asString()).isEqualTo("why not");
        assertThat(SERVER.get("/v1/audit?subject=versioned&limit=1").get("next").isNull())
                .isFalse();
        JsonNode check = JSON.readTree(
                SERVER.post("/v1/audit:check", "application/json", "").body());
        assertThat(check.get("sound").asBoolean()).isTrue();
        assertThat(check.get("entries").asLong()).isGreaterThan(40);
        assertThat(SERVER.post(
                                "/v1/playbooks/versioned:validate",
                                "application/json",
                                "{\"version\": \"" + "0".repeat(64) + "\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void aDraftMayBeLargerThanOtherBodies() {
        Map<String, String> files = QuietUsers.files("large", 30);
        files.computeIfPresent("rules.drl", (name, text) -> "/*" + "x".repeat(900_000) + "*/\n" + text);
        HttpResponse<String> saved = put("large", body(files, ""), null);
        assertThat(saved.statusCode()).as(saved.body().substring(0, 200)).isEqualTo(200);
        assertThat(put("large", " ".repeat(9 << 20), null).statusCode()).isEqualTo(413);
    }

    private static String etag(String key) {
        return "\""
                + SERVER.get("/v1/playbooks/" + key + "/draft").get("version").asString() + "\"";
    }

    private static String body(Map<String, String> files, String note) {
        return JSON.writeValueAsString(Map.of("files", files, "note", note));
    }

    private static HttpResponse<String> put(String key, String body, String revision) {
        HttpRequest.Builder request = SERVER.request("/v1/playbooks/" + key + "/draft", TestServer.ADMIN_KEY)
                .header("Content-Type", "application/json")
                .PUT(HttpRequest.BodyPublishers.ofString(body));
        return SERVER.send(revision == null ? request : request.header("If-Match", revision));
    }
}
