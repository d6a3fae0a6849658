package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.command.folder.FolderCommand;
import dev.tideline.samples.QuietUsers;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A folder of playbooks in git, against a running server. */
class FolderCommandIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @TempDir
    Path folder;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void planShowsTheDifferenceAndApplyMakesItSo() throws IOException {
        write("applied", 30);
        assertThat(run("plan")).isZero();
        assertThat(said()).contains("applied: new").contains("+rule \"applied/nudge\"");
        assertThat(run("apply")).isZero();
        assertThat(said()).contains("simulate it, then publish");
        assertThat(run("plan")).isZero();
        assertThat(said()).isEqualToIgnoringNewLines("applied: the same");
        write("applied", 31);
        assertThat(run("plan")).isZero();
        assertThat(said()).contains("applied: differs").contains("-    $u : User( daysSinceLastTrade >= 30 )");
        Path rules = folder.resolve("applied/rules.drl");
        Files.writeString(rules, Files.readString(rules).replace("daysSinceLastTrade", "daysSinceLastTrode"));
        assertThat(run("apply")).isEqualTo(1);
        assertThat(said()).contains("rules.drl:4:16 'daysSinceLastTrode'").contains("cannot be published yet");
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
    void saysHowItIsCalled() {
        assertThat(FolderCommand.isMeant("plan", "x")).isTrue();
        assertThat(FolderCommand.isMeant("--server.port=0")).isFalse();
        assertThat(FolderCommand.run(Map.of(), out(), "plan", "x")).isEqualTo(2);
        assertThat(said()).startsWith("Say: plan, apply or pull FOLDER");
    }

    private int run(String verb) {
        Map<String, String> environment =
                Map.of("TIDELINE_SERVER", "http://127.0.0.1:" + SERVER.port(), "TIDELINE_KEY", TestServer.ADMIN_KEY);
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
