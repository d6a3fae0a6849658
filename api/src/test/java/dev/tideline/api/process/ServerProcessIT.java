package dev.tideline.api.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.FileSystemUtils;

/** The packaged server, started, stopped and killed as real processes. */
class ServerProcessIT {

    private static final Path JAR = Path.of("target", "tideline.jar").toAbsolutePath();
    private static final Pattern KEY = Pattern.compile("First API key, shown this once \\(admin\\): (\\S+)");
    private static final Map<String, String> EMPTY = Map.of("TIDELINE_DEMO", "off");
    private static final Map<String, String> SMALL_DEMO = Map.of("TIDELINE_DEMO_USERS", "2000");
    private static final Duration STOPPING = Duration.ofSeconds(30);

    @TempDir
    Path home;

    @Test
    void decidesServesAloneStopsCleanlyAndKeepsItsData() throws Exception {
        String key;
        try (ServerProcess first = ServerProcess.start(JAR, home, SMALL_DEMO)) {
            String address = first.address();
            key = first.await(KEY);
            printsWhatItDecided(first);
            assertThat(status(address + "/health/ready", "")).isEqualTo(200);
            assertThat(status(address + "/v1/playbooks", key)).isEqualTo(200);
            refusesASecond();
            assertThat(status(address + "/v1/playbooks", key)).isEqualTo(200);
            ProcessHandle postgres = first.postgres();
            first.terminate();
            assertThat(first.exitCode(STOPPING)).as(first.output()).isIn(0, 143);
            // pg_ctl waits for the pid file to go; the process ends a moment later
            assertThat(postgres.onExit()).succeedsWithin(STOPPING);
        }
        long start = System.nanoTime();
        try (ServerProcess again = ServerProcess.start(JAR, home, SMALL_DEMO)) {
            String address = again.address();
            long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            System.out.println("Ready with existing data after " + seconds + " s");
            assertThat(status(address + "/v1/users/demo-42/explain?playbook=dormant-30-funded", key))
                    .isEqualTo(200);
            assertThat(again.number("select count(*) from users")).isEqualTo(2000);
            assertThat(again.output()).doesNotContain("First API key").doesNotContain(key);
        }
        assertThat(Files.readString(home.resolve("postgres.log")))
                .doesNotContain("not properly shut down")
                .doesNotContain("automatic recovery");
    }

    private static void printsWhatItDecided(ServerProcess server) {
        assertThat(server.output())
                .containsPattern("Sweep 1: 2,000 users, [\\d,]+ candidates, [\\d.,]+ s, [\\d,]+ users/s")
                .contains("Decisions by playbook", "dormant-30-funded", "Decisions by reason", "GRANTED");
    }

    private void refusesASecond() {
        try (ServerProcess second = ServerProcess.start(JAR, home, EMPTY)) {
            assertThat(second.exitCode(Duration.ofMinutes(2))).isNotZero();
            assertThat(second.errors())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("Another Tideline server is running on the folder " + home)
                            .contains("TIDELINE_HOME"));
        }
    }

    @Test
    void aSweepThatAKillInterruptsCompletesWithoutDoingAnythingTwice() throws Exception {
        ProcessHandle orphan;
        String key = "a-key-that-the-operator-chose";
        Map<String, String> settings = Map.of("TIDELINE_DEMO_USERS", "6000", "TIDELINE_ADMIN_KEY", key);
        try (ServerProcess first = ServerProcess.start(JAR, home, settings)) {
            first.await(Pattern.compile("Demo population filled in"));
            first.awaitSome("select count(*) from run_shard where checkpoint >= person_from");
            first.kill();
            orphan = first.postgres();
            System.out.println("Killed with " + first.number("select count(*) from run where state = 'RUNNING'")
                    + " run(s) under way, " + first.number("select count(*) from decision") + " decisions committed");
        }
        try (ServerProcess again = ServerProcess.start(JAR, home, settings)) {
            again.address();
            assertThat(orphan.isAlive()).isFalse();
            again.awaitSome("select count(*) from run where state = 'DONE' and run_no = 1");
            assertThat(again.number("select count(*) from users")).isEqualTo(6000);
            assertThat(again.number("select total - sum(passed) from run join run_shard using (run_no)"
                            + " where run_no = 1 group by total"))
                    .isZero();
            assertThat(again.number("select count(*) - count(distinct (user_no, rule, occurrence)) from decision"))
                    .isZero();
            assertThat(again.number("select count(*) from decision")).isPositive();
            assertThat(again.number("select count(*) - count(distinct (decision_id, channel)) from outbox"))
                    .isZero();
            assertThat(again.number("select count(*) from outbox where decision_id not in (select decision_id from"
                            + " decision where outcome = 'GRANTED')"))
                    .isZero();
        }
    }

    @Test
    void startsItsKilledPostgresAgainAndStopsWithinTenSeconds() throws Exception {
        try (ServerProcess server =
                ServerProcess.start(JAR, home, Map.of("TIDELINE_DEMO", "off", "TIDELINE_LOG", "text"))) {
            String address = server.address();
            String key = server.await(KEY);
            server.postgres().destroyForcibly();
            server.await(Pattern.compile("The embedded PostgreSQL runs again on port \\d+"));
            awaitReady(address);
            assertThat(status(address + "/v1/sweeps", key)).isEqualTo(200);
            server.terminate();
            assertThat(server.exitCode(Duration.ofSeconds(12)))
                    .as(server.output())
                    .isIn(0, 143);
        }
    }

    private static void awaitReady(String address) throws IOException, InterruptedException {
        long end = System.nanoTime() + STOPPING.toNanos();
        while (status(address + "/health/ready", "") != 200) {
            assertThat(System.nanoTime()).as("not ready again").isLessThan(end);
        }
    }

    @Test
    void saysInOneLineWhyItDoesNotStart() {
        String nowhere = "postgresql://127.0.0.1:1/tideline";
        refuses(Map.of("TIDELINE_DEMO", "perhaps"), "TIDELINE_DEMO", "'perhaps'");
        refuses(Map.of("TIDELINE_DATABASE_URL", "mysql://db"), "'mysql://db'", "postgresql://");
        refuses(Map.of("TIDELINE_DATABASE_URL", nowhere), "cannot be reached", "TIDELINE_DATABASE_URL");
    }

    private void refuses(Map<String, String> settings, String... words) {
        try (ServerProcess server = ServerProcess.start(JAR, home, settings)) {
            assertThat(server.exitCode(Duration.ofMinutes(2))).isEqualTo(1);
            assertThat(server.errors())
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .startsWith("Tideline did not start: ")
                            .contains(words));
        }
    }

    @Test
    void runsAsAnOrdinaryUser() throws Exception {
        boolean root = "root".equals(System.getProperty("user.name"));
        boolean able = root && Files.isExecutable(Path.of("/usr/bin/setpriv"));
        assumeTrue(able, "Only root with setpriv can become an ordinary user; other tests ran as one if this is none");
        Path shared = Files.createTempDirectory("tideline-nobody");
        Files.setPosixFilePermissions(shared, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path jar = Files.copy(JAR, shared.resolve("tideline.jar"));
        Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
        try (ServerProcess server = ServerProcess.start(
                jar,
                shared.resolve("home"),
                EMPTY,
                "/usr/bin/setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups")) {
            assertThat(status(server.address() + "/health/ready", "")).isEqualTo(200);
            assertThat(server.postgres().info().user()).hasValue("nobody");
        } finally {
            FileSystemUtils.deleteRecursively(shared);
        }
    }

    private static int status(String url, String key) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + key)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }
}
