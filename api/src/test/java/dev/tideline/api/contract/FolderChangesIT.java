package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.access.Role;
import dev.tideline.samples.QuietUsers;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What others change while a folder of playbooks is worked on: neither side loses anything unsaid. */
class FolderChangesIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    @Test
    void aDraftThatWasNotPulledIsNeverWrittenOverUnasked() throws IOException {
        write(folder, "drafted-beside", 30);
        assertThat(run("apply").exit()).isZero();
        String theirs = draft("drafted-beside", 31);
        FolderRun same = run("apply");
        assertThat(same.exit()).isZero();
        assertThat(same.said())
                .contains("drafted-beside: the same as in force; the draft that test strategist saved at 20")
                .contains("is left alone");
        assertThat(drafted("drafted-beside")).isEqualTo(theirs);

        write(folder, "drafted-beside", 32);
        FolderRun planned = run("plan");
        assertThat(planned.exit()).isZero();
        assertThat(planned.said())
                .contains("differs from what is in force", "-    $u : User( daysSinceLastTrade >= 30 )")
                .contains("differs from the draft that test strategist", "-    $u : User( daysSinceLastTrade >= 31 )")
                .contains("left as it is");
        FolderRun refused = run("apply");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.said())
                .contains("is not what was pulled or applied here", "with --replace drafted-beside")
                .doesNotContain("simulation");
        assertThat(drafted("drafted-beside")).isEqualTo(theirs);

        FolderRun replaced = run("apply", "--replace", "drafted-beside");
        assertThat(replaced.exit()).as(replaced.said()).isZero();
        assertThat(run("plan").said()).isEqualToIgnoringNewLines("drafted-beside: the same");
        pause("drafted-beside");
    }

    @Test
    void whatIsSavedButNotInForceIsToldWithWhatRunsInstead() throws IOException {
        write(folder, "half-way", 30);
        assertThat(run("apply").exit()).isZero();
        Path rules = folder.resolve("half-way/rules.drl");
        Files.writeString(rules, Files.readString(rules).replace("daysSinceLastTrade", "daysSinceLastTrode"));
        assertThat(run("apply").exit()).isEqualTo(1);
        FolderRun planned = run("plan");
        assertThat(planned.said())
                .contains("half-way: saved, but not in force", "-    $u : User( daysSinceLastTrade >= 30 )");
        write(folder, "half-way", 31);
        assertThat(run("apply").exit()).isZero();
        pause("half-way");
    }

    @Test
    void aVersionThatCameIntoForceMeanwhileIsNotTakenBackUnasked() throws IOException {
        write(folder, "moved-on", 30);
        assertThat(run("apply").exit()).isZero();
        write(elsewhere, "moved-on", 31);
        FolderRun other = FolderRun.of(SERVER, Map.of(), "apply", elsewhere.toString());
        assertThat(other.exit()).as(other.said()).isZero();
        FolderRun refused = run("apply");
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.said()).contains("another version came into force since");
        FolderRun pulled = run("pull");
        assertThat(pulled.exit()).isZero();
        assertThat(run("plan").said()).contains("moved-on: the same");
        pause("moved-on");
    }

    @Test
    void pullLeavesWhatWasChangedHereAndTellsOfDrafts() throws IOException {
        draft("zero-balance-45", 31);
        FolderRun pulled = run("pull");
        assertThat(pulled.exit()).isZero();
        assertThat(pulled.said())
                .contains("zero-balance-45: written", "the draft that test strategist saved at", "is not in it");
        Path declaration = folder.resolve("kyc-nudge/playbook.yaml");
        String before = Files.readString(declaration);
        Files.writeString(declaration, before + "\n# mine\n");
        FolderRun again = run("pull");
        assertThat(again.exit()).isEqualTo(1);
        assertThat(again.said()).startsWith("kyc-nudge: left as it is: it was changed here since it was pulled");
        assertThat(declaration).content().endsWith("# mine\n");
        FolderRun replaced = run("pull", "--replace=kyc-nudge");
        assertThat(replaced.exit()).isZero();
        assertThat(declaration).content().isEqualTo(before);
    }

    private FolderRun run(String verb, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = verb;
        arguments[1] = folder.toString();
        System.arraycopy(options, 0, arguments, 2, options.length);
        return FolderRun.of(SERVER, Map.of(), arguments);
    }

    /** A strategist saves a draft in the place of what is there; its version. */
    private static String draft(String key, int days) {
        HttpResponse<String> saved =
                SERVER.send(SERVER.request("/v1/playbooks/" + key + "/draft", SERVER.key(Role.STRATEGIST))
                        .header("Content-Type", "application/json")
                        .header("If-Match", "\"" + drafted(key) + "\"")
                        .PUT(HttpRequest.BodyPublishers.ofString(
                                JSON.writeValueAsString(Map.of("files", QuietUsers.files(key, days))))));
        assertThat(saved.statusCode()).as(saved.body()).isEqualTo(200);
        return drafted(key);
    }

    private static String drafted(String key) {
        JsonNode draft = SERVER.get("/v1/playbooks/" + key + "/draft");
        return draft.get("version").asString();
    }

    private static void pause(String key) {
        SERVER.post("/v1/playbooks/" + key + ":pause", "application/json", "{\"reason\": \"a test\"}");
    }

    private static void write(Path folder, String key, int days) throws IOException {
        QuietUsers.write(folder.resolve(key), QuietUsers.files(key, days));
    }
}
