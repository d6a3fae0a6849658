package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.samples.QuietUsers;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The operator's folder of playbooks, read anew over HTTP. */
class ReloadHttpIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String KEY = "reloaded";

    @BeforeEach
    void bring() throws IOException {
        write(KEY, KEY, "daysSinceLastTrade", 30);
        reload();
    }

    @AfterEach
    void leave() throws IOException {
        for (String folder : new String[] {KEY, "twin", "never"}) {
            FileSystemUtils.deleteRecursively(SERVER.playbooks().resolve(folder));
        }
        reload();
    }

    private static JsonNode reload() {
        HttpResponse<String> answer = SERVER.post("/v1/playbooks:reload", "application/json", "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private static JsonNode playbook() {
        return SERVER.get("/v1/playbooks/" + KEY);
    }

    private static int post(String path) {
        return SERVER.post(path, "application/json", "").statusCode();
    }

    @Test
    void aBrokenRuleLeavesTheVersionBeforeAndIsToldByFileLineAndColumn() throws IOException {
        String before = playbook().get("version").asString();
        write(KEY, KEY, "daysSinceLastTrad", 30);
        JsonNode mistake = reload().at("/refused/" + KEY + "/0");
        assertThat(mistake.get("source").asString()).isEqualTo("rules.drl");
        assertThat(mistake.get("line").asInt()).isEqualTo(4);
        assertThat(mistake.get("column").asInt()).isEqualTo(16);
        assertThat(mistake.get("value").asString()).isEqualTo("daysSinceLastTrad");
        assertThat(mistake.get("expected").asString()).contains("did you mean `daysSinceLastTrade`?");
        for (HttpRequest.Builder asked : List.of(
                SERVER.request("/v1/playbooks:reload", TestServer.ADMIN_KEY).POST(HttpRequest.BodyPublishers.noBody()),
                SERVER.request("/v1/playbooks/" + KEY, TestServer.ADMIN_KEY))) {
            asked.setHeader("Accept-Language", "fr, zh-CN;q=0.8, en;q=0.5");
            assertThat(SERVER.send(asked).body()).contains("没有这个字段；是不是想写 `daysSinceLastTrade`？");
        }
        assertThat(playbook().get("version").asString()).isEqualTo(before);
        assertThat(playbook().at("/refused/0/line").asInt()).isEqualTo(4);
        assertThat(post("/v1/playbooks/" + KEY + ":pause")).isEqualTo(200);
        assertThat(playbook().get("paused").asBoolean()).isTrue();
        assertThat(post("/v1/playbooks/" + KEY + ":resume")).isEqualTo(204);

        write(KEY, KEY, "daysSinceLastTrade", 31);
        JsonNode mended = reload();
        assertThat(mended.get("refused")).isEmpty();
        assertThat(mended.get("changed").toString()).isEqualTo("[\"" + KEY + "\"]");
        assertThat(playbook().get("version").asString()).isNotEqualTo(before);
        assertThat(playbook().get("refused")).isEmpty();
    }

    @Test
    void oneThatNeverCompiledIsListedButCannotBeSwitched() throws IOException {
        write("never", "never", "nothing", 30);
        reload();
        assertThat(SERVER.get("/v1/playbooks").toString()).contains("\"key\":\"never\"");
        for (String action : new String[] {":pause", ":resume"}) {
            HttpResponse<String> answer = SERVER.post("/v1/playbooks/never" + action, "application/json", "");
            assertThat(answer.statusCode()).isEqualTo(409);
            JsonNode problem = JSON.readTree(answer.body());
            assertThat(problem.get("detail").asString()).contains("no version of it is in force");
            assertThat(problem.at("/problems/0/value").asString()).isEqualTo("nothing");
        }
    }

    @Test
    void twoFoldersOfOneKeyAreBothRefusedAndTheVersionBeforeStays() throws IOException {
        String before = playbook().get("version").asString();
        write("twin", KEY, "daysSinceLastTrade", 60);
        JsonNode refused = reload().get("refused");
        assertThat(refused.has(KEY)).isTrue();
        assertThat(refused.at("/twin/0/value").asString()).isEqualTo(KEY);
        assertThat(playbook().get("version").asString()).isEqualTo(before);
    }

    @Test
    void aRemovedFolderRetiresItsPlaybookUntilItIsBack() throws IOException {
        FileSystemUtils.deleteRecursively(SERVER.playbooks().resolve(KEY));
        assertThat(reload().get("retired").toString()).isEqualTo("[\"" + KEY + "\"]");
        assertThat(playbook().get("retired").asBoolean()).isTrue();
        assertThat(post("/v1/playbooks/" + KEY + ":resume")).isEqualTo(409);
        write(KEY, KEY, "daysSinceLastTrade", 30);
        assertThat(reload().get("changed").toString()).isEqualTo("[\"" + KEY + "\"]");
        assertThat(playbook().get("retired").asBoolean()).isFalse();
    }

    private static void write(String folder, String key, String field, int days) throws IOException {
        Map<String, String> files = QuietUsers.files(key, days);
        files.computeIfPresent("rules.drl", (name, text) -> text.replace("daysSinceLastTrade", field));
        QuietUsers.write(SERVER.playbooks().resolve(folder), files);
    }
}
