package dev.tideline.api.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * How PostgreSQL is started in a home folder: durable, reachable from this machine only, with the folder's password.
 *
 * @param home the folder
 * @param password its password
 */
record PostgresLaunch(Path home, DatabasePassword password) {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "listen_addresses", "127.0.0.1",
            "max_connections", "100",
            "shared_buffers", "256MB",
            "max_wal_size", "4GB",
            "checkpoint_timeout", "15min");

    /** The folder of the data, which nobody else may be using. */
    Path data() {
        return home.resolve("postgres");
    }

    /** Starts it on a free port, creating the data the first time. */
    EmbeddedPostgres first() throws IOException, SQLException {
        EmbeddedPostgres server = builder().start();
        password.require(server.getPostgresDatabase(), data());
        assertDurable(server);
        return server;
    }

    /** Starts it where it ran before, which recovers what a crash interrupted. */
    EmbeddedPostgres again(int port) throws IOException, SQLException {
        EmbeddedPostgres server = builder().setPort(port).start();
        assertDurable(server);
        return server;
    }

    private EmbeddedPostgres.Builder builder() throws IOException {
        File log = home.resolve("postgres.log").toFile();
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(
                        Files.createDirectories(home.resolve("binaries")).toFile())
                .setConnectConfig("password", password.value())
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(log))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(log))
                .setPGStartupWait(PATIENCE);
        SETTINGS.forEach(builder::setServerConfig);
        return builder;
    }

    private static void assertDurable(EmbeddedPostgres server) throws SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet off = statement.executeQuery(
                        "select name from pg_settings where name in ('fsync', 'synchronous_commit', 'full_page_writes')"
                                + " and setting <> 'on'")) {
            if (off.next()) {
                throw new IllegalStateException(
                        "PostgreSQL runs with " + off.getString(1) + " off: data could be lost");
            }
        }
    }
}
