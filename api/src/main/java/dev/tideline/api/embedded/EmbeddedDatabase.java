package dev.tideline.api.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL whose data live in {@code home/postgres}. Durable: a commit that was answered survives a power cut.
 * Reachable from this machine only, with a password kept in the home folder.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The superuser of the embedded server. */
    public static final String USER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final Duration START_PATIENCE = Duration.ofSeconds(60);
    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "listen_addresses", "127.0.0.1",
            "max_connections", "100",
            "shared_buffers", "256MB",
            "max_wal_size", "4GB",
            "checkpoint_timeout", "15min");

    private final HomeLock lock;
    private final EmbeddedPostgres server;
    private final String password;

    private EmbeddedDatabase(HomeLock lock, EmbeddedPostgres server, String password) {
        this.lock = lock;
        this.server = server;
        this.password = password;
    }

    /**
     * Starts the server in this folder, creating it the first time.
     *
     * @throws HomeInUseException if another server process uses the folder
     * @throws UncheckedIOException if PostgreSQL does not start; the message says what to try
     */
    public static EmbeddedDatabase start(Path home) {
        try {
            HomeFolder.create(home);
            HomeLock lock = HomeLock.claim(home);
            try {
                return start(home, lock);
            } catch (IOException | SQLException | IllegalStateException e) {
                lock.close();
                throw new IOException(hint(home), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static EmbeddedDatabase start(Path home, HomeLock lock) throws IOException, SQLException {
        Path data = home.resolve("postgres");
        OrphanedPostgres.stop(data);
        DatabasePassword password = DatabasePassword.in(home);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(
                        Files.createDirectories(home.resolve("binaries")).toFile())
                .setConnectConfig("password", password.value())
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        home.resolve("postgres.log").toFile()))
                .setErrorRedirector(ProcessBuilder.Redirect.appendTo(
                        home.resolve("postgres.log").toFile()))
                .setPGStartupWait(START_PATIENCE);
        SETTINGS.forEach(builder::setServerConfig);
        EmbeddedPostgres server = builder.start();
        password.require(server.getPostgresDatabase(), data);
        assertDurable(server);
        LOG.info("Embedded PostgreSQL runs on port {} with its data in {}", server.getPort(), data);
        return new EmbeddedDatabase(lock, server, password.value());
    }

    private static String hint(Path home) {
        return "The embedded PostgreSQL did not start in " + home + "; its log is " + home.resolve("postgres.log")
                + ". As root it needs user namespaces: if this machine forbids them, run as an ordinary user,"
                + " or bring a PostgreSQL of your own with TIDELINE_DATABASE_URL.";
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

    /** TCP port on this machine. */
    public int port() {
        return server.getPort();
    }

    /** Password of {@link #USER}. */
    public String password() {
        return password;
    }

    /** Stops PostgreSQL cleanly, then gives up the folder. */
    @Override
    public void close() {
        try {
            server.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not stop cleanly", e);
        }
    }
}
