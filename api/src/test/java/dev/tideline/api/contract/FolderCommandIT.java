package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.command.folder.FolderCommand;
import dev.tideline.engine.access.Role;
import dev.tideline.samples.QuietUsers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A folder of playbooks in git, against a running server. */
class FolderCommandIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void planShowsTheDifferenceAndApplyMakesItSo() throws IOException {
        write("applied", 30);
        assertThat(run("plan")).isZero();
        assertThat(said()).contains("applied: new").contains("+rule \"applied/nudge\"");
        FolderRun applied = FolderRun.of(SERVER, Map.of(), "apply", folder.toString(), "--note", "users fall asleep");
        assertThat(applied.exit()).isZero();
        assertThat(applied.said()).contains("persons, at most 0", "is in force for 100 % of persons");
        assertThat(SERVER.get("/v1/playbooks/applied/audit").toString())
                .contains("users fall asleep")
                .doesNotContain("applied from a folder");
        assertThat(run("plan")).isZero();
        assertThat(said()).isEqualToIgnoringNewLines("applied: the same");
        write("applied", 31);
        assertThat(run("plan")).isZero();
        assertThat(said())
                .contains("applied: differs from what is in force")
                .contains("-    $u : User( daysSinceLastTrade >= 30 )");
        Path rules = folder.resolve("applied/rules.drl");
        Files.writeString(rules, Files.readString(rules).replace("daysSinceLastTrade", "daysSinceLastTrode"));
        assertThat(run("apply")).isEqualTo(1);
        assertThat(said())
                .contains("rules.drl:4:16 applied/nudge 'daysSinceLastTrode'")
                .contains("cannot be published yet");
    }

    @Test
    void applyStopsWhereASecondPersonIsNeededAndGoesOnAfterHim() throws IOException {
        String author = SERVER.key(Role.STRATEGIST);
        write("seconded", 30);
        simulated("seconded", author);
        // as if it had found too many for one person: what is counted now differs by the time it is published
        SERVER.database()
                .doInTransaction(transaction ->
                        transaction.execute("UPDATE simulation SET audience = 100000000 WHERE playbook = 'seconded'"));
        assertThat(run("plan", author)).isZero();
        assertThat(said()).isEqualToIgnoringNewLines("seconded: saved, but not in force");
        assertThat(run("apply", author)).isEqualTo(3);
        assertThat(said()).contains("100000000 persons", "WAITS for the approval", "none of test strategist");
        assertThat(run("apply")).isEqualTo(3);
        assertThat(said()).contains("approved; WAITS for a strategist other than you to publish it");
        assertThat(run("apply", author)).isZero();
        assertThat(said()).contains("simulated again", "is in force for 100 % of persons");
        assertThat(run("apply", author)).isZero();
        assertThat(said()).isEqualToIgnoringNewLines("seconded: the same");
    }

    @Test
    void whatApplyMayNotDoIsToldToWhomeverMay() throws IOException {
        write("not-theirs", 30);
        assertThat(run("apply", SERVER.key(Role.MARKETING))).isEqualTo(1);
        assertThat(said()).contains("answered 403");
    }

    private static void simulated(String key, String author) {
        post(key + "/draft", author, "PUT", Map.of("files", QuietUsers.files(key, 30)));
        String version =
                post(key + ":validate", author, "POST", Map.of()).get("version").asString();
        String id = post(key + ":simulate", author, "POST", Map.of("version", version))
                .get("id")
                .asString();
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (!SERVER.get("/v1/simulations/" + id).get("state").asString().equals("DONE")) {
            assertThat(System.nanoTime()).isLessThan(until);
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private static JsonNode post(String what, String author, String method, Map<String, Object> body) {
        HttpResponse<String> answer = SERVER.send(SERVER.request("/v1/playbooks/" + what, author)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body))));
        assertThat(answer.statusCode()).as(answer.body()).isIn(200, 202);
        return JSON.readTree(answer.body());
    }

    @Test
    void whatIsFoundIsSaidInTheLanguageOfTheTerminal() throws IOException {
        write("contradicts-itself", 30);
        Path rules = folder.resolve("contradicts-itself/rules.drl");
        Files.writeString(rules, Files.readString(rules).replace(">= 30", ">= 30, daysSinceLastTrade < 10"));
        assertThat(run("apply")).isEqualTo(1);
        assertThat(said()).contains("error never-holds: `daysSinceLastTrade >= 30`", "can never hold together");
        Files.writeString(rules, Files.readString(rules).replace("< 10", "< 11"));
        assertThat(run("apply", TestServer.ADMIN_KEY, "LANG", "zh_CN.UTF-8")).isEqualTo(1);
        assertThat(said()).contains("永远不能同时成立");
        Files.writeString(rules, Files.readString(rules).replace("< 11", "< 12"));
        assertThat(run("apply", TestServer.ADMIN_KEY, "LC_ALL", "C")).isEqualTo(1);
        assertThat(said()).contains("can never hold together");
    }

    @Test
    void pullWritesWhatIsInForceSoThatNothingDiffers() {
        assertThat(run("pull")).isZero();
        assertThat(folder.resolve("kyc-nudge/playbook.yaml")).exists();
        assertThat(said()).contains("kyc-nudge: written");
        assertThat(run("pull")).isZero();
        assertThat(said()).isEmpty();
    }

    @Test
    void pullLeavesWhatIsNoPlaybookThoughItHasTheNameOfOne() throws IOException {
        Path notes = Files.writeString(
                Files.createDirectory(folder.resolve("kyc-nudge")).resolve("notes.md"), "mine");
        assertThat(run("pull")).isEqualTo(1);
        assertThat(said()).contains("kyc-nudge: left as it is");
        assertThat(notes).hasContent("mine");
    }

    @Test
    void saysHowItIsCalled() {
        assertThat(FolderCommand.isMeant("plan", "x")).isTrue();
        assertThat(FolderCommand.isMeant("--server.port=0")).isFalse();
        assertThat(FolderCommand.run(Map.of(), out(), "--help")).isZero();
        assertThat(said()).startsWith("Say: plan, apply or pull FOLDER");
    }

    private int run(String verb) {
        return run(verb, TestServer.ADMIN_KEY);
    }

    private int run(String verb, String key) {
        return run(verb, key, "LANG", "");
    }

    private int run(String verb, String key, String variable, String value) {
        Map<String, String> environment =
                Map.of("TIDELINE_SERVER", "http://127.0.0.1:" + SERVER.port(), "TIDELINE_KEY", key, variable, value);
        return FolderCommand.run(environment, out(), verb, folder.toString());
    }

    private PrintStream out() {
        said.reset();
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private void write(String key, int days) throws IOException {
        QuietUsers.write(folder.resolve(key), QuietUsers.files(key, days));
    }
}
