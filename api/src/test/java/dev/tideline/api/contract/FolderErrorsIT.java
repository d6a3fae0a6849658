package dev.tideline.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.api.command.folder.FolderCommand;
import dev.tideline.engine.access.Role;
import dev.tideline.samples.QuietUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What keeps the command from its work is told with its place, its value and what was expected. */
class FolderErrorsIT {

    @RegisterExtension
    static final TestServer SERVER = new TestServer();

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        QuietUsers.write(folder.resolve("well-named"), QuietUsers.files("well-named", 30));
    }

    @Test
    void foldersThatAreNamedByNoKeyAreToldAllAtOnce() throws IOException {
        QuietUsers.write(folder.resolve("Bad Name"), QuietUsers.files("bad-name", 30));
        QuietUsers.write(folder.resolve("%41"), QuietUsers.files("a", 30));
        FolderRun run = run(Map.of(), "apply", folder.toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.said().lines())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).contains(folder.toString(), "lower-case words joined by -"));
        assertThat(run.said()).contains("Bad Name", "%41");
    }

    @Test
    void filesThatCannotBeReadAndLinksAreToldAllAtOnce() throws IOException {
        Path secret = Files.writeString(
                Files.createDirectory(folder.resolve(".hidden")).resolve("s"), "not for all");
        Path link = Files.createSymbolicLink(folder.resolve("well-named/more.csv"), secret);
        Path linked = Files.createSymbolicLink(folder.resolve("linked"), folder.resolve(".hidden"));
        Path picture = Files.write(folder.resolve("well-named/a.png"), new byte[] {-1});
        FolderRun run = run(Map.of(), "plan", folder.toString());
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.said().lines())
                .containsExactly(
                        linked + " is a link: a file or folder of its own is expected",
                        picture + ": text in UTF-8 is expected",
                        link + " is a link: a file or folder of its own is expected");
    }

    @Test
    void aSubfolderWithoutFilesOfAPlaybookIsLeftAlone() throws IOException {
        Path assets = Files.createDirectory(folder.resolve("Assets"));
        Files.write(assets.resolve("a.png"), new byte[] {-1});
        FolderRun run = run(Map.of(), "plan", folder.toString());
        assertThat(run.exit()).as(run.said()).isZero();
        assertThat(run.said()).contains("well-named", assets + ": left alone");
    }

    @Test
    void aFolderThatIsNoneIsNamed() throws IOException {
        FolderRun none = run(Map.of(), "plan", folder.resolve("nosuch").toString());
        assertThat(none.exit()).isEqualTo(2);
        assertThat(none.said()).isEqualToIgnoringNewLines("There is no folder " + folder.resolve("nosuch"));
        Path file = folder.resolve("well-named/rules.drl");
        assertThat(run(Map.of(), "plan", file.toString()).said()).contains(file + " is a file");
        Files.write(file, new byte[] {(byte) 0xff});
        FolderRun unreadable = run(Map.of(), "plan", folder.toString());
        assertThat(unreadable.exit()).isEqualTo(1);
        assertThat(unreadable.said()).isEqualToIgnoringNewLines(file + ": text in UTF-8 is expected");
    }

    @Test
    void aServerThatIsNoneIsNamed() {
        FolderRun closed = run(Map.of("TIDELINE_SERVER", "http://127.0.0.1:1"), "plan", folder.toString());
        assertThat(closed.exit()).isEqualTo(4);
        assertThat(closed.said()).contains("No server can be reached at http://127.0.0.1:1 (TIDELINE_SERVER)");
        assertThat(run(
                                Map.of("TIDELINE_SERVER", "http://127.0.0.1:1", "LANG", "zh_CN.UTF-8"),
                                "plan",
                                folder.toString())
                        .said())
                .contains("无法连接 http://127.0.0.1:1");
        FolderRun other = run(
                Map.of("TIDELINE_SERVER", "http://127.0.0.1:" + SERVER.port() + "/author"), "plan", folder.toString());
        assertThat(other.exit()).isEqualTo(4);
        assertThat(other.said()).contains("not as a Tideline server does");
    }

    @Test
    void aKeyThatIsNoneIsToldInWords() {
        FolderRun wrong = run(Map.of("TIDELINE_KEY", "made-up"), "plan", folder.toString());
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.said())
                .contains("does not take the key in TIDELINE_KEY: This API key or token is not valid")
                .doesNotContain("{", "made-up");
        FolderRun role = run(Map.of("TIDELINE_KEY", SERVER.key(Role.MARKETING)), "apply", folder.toString());
        assertThat(role.exit()).isEqualTo(1);
        assertThat(role.said())
                .contains("well-named: refused")
                .contains("PUT /v1/playbooks/well-named/draft answered 403: The key's roles do not allow this call")
                .doesNotContain("request_id");
    }

    @Test
    void everythingWrongWithACallIsToldAtOnce() {
        FolderRun run = run(
                Map.of("TIDELINE_KEY", "", "TIDELINE_SHARE", "0", "TIDELINE_SERVER", "localhost:8080"),
                "plan",
                "one",
                "two",
                "--force",
                "--note=");
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.said())
                .contains("There is no option `--force`", "--note: words are expected after it")
                .contains("One folder of playbooks is expected, these are 2")
                .contains("TIDELINE_KEY is not set", "TIDELINE_SHARE is `0`", "TIDELINE_SERVER is `localhost:8080`")
                .contains("Say: plan, apply or pull FOLDER");
        FolderRun stranger = run(Map.of(), "plan", folder.toString(), "--replace", "well-name");
        assertThat(stranger.exit()).isEqualTo(2);
        assertThat(stranger.said()).contains("--replace well-name", "did you mean `well-named`?");
    }

    @Test
    void aCommandThatThereIsNotStartsNoServer() {
        assertThat(FolderCommand.isMeant("frobnicate")).isTrue();
        FolderRun run = run(Map.of(), "aply", folder.toString());
        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.said()).contains("There is no command `aply`; did you mean `apply`?", "a server starts");
    }

    private static FolderRun run(Map<String, String> environment, String... arguments) {
        return FolderRun.of(SERVER, environment, arguments);
    }
}
