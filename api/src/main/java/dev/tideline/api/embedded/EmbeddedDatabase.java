package dev.tideline.api.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL whose data live in {@code home/postgres}. Durable: a commit that was answered survives a power cut.
 * Reachable from this machine only, with a password kept in the home folder. One that ends by itself is started again on
 * the same port.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    /** The superuser of the embedded server. */
    public static final String USER = "postgres";

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final long SOON_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int MOST_ENDS = 5;

    private final HomeLock lock;
    private final PostgresLaunch launch;
    private final Runnable lost;
    private EmbeddedPostgres server;
    private long startedAt = System.nanoTime();
    private int endedSoon;
    private volatile boolean closing;

    private EmbeddedDatabase(HomeLock lock, PostgresLaunch launch, EmbeddedPostgres server, Runnable lost) {
        this.lock = lock;
        this.launch = launch;
        this.server = server;
        this.lost = lost;
    }

    /**
     * Starts the server in this folder, creating it the first time.
     *
     * @param lost is run if the server ends by itself and cannot be started again; why is in the log
     * @throws HomeInUseException if another server process uses the folder
     * @throws UncheckedIOException if PostgreSQL does not start; the message says what to try
     */
    public static EmbeddedDatabase start(Path home, Runnable lost) {
        try {
            HomeFolder.create(home);
            HomeLock lock = HomeLock.claim(home);
            try {
                return start(home, lock, lost);
            } catch (IOException | SQLException | IllegalStateException e) {
                lock.close();
                throw new IOException(hint(home), e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static EmbeddedDatabase start(Path home, HomeLock lock, Runnable lost) throws IOException, SQLException {
        OrphanedPostgres.stop(home.resolve("postgres"));
        PostgresLaunch launch = new PostgresLaunch(home, DatabasePassword.in(home));
        EmbeddedDatabase database = new EmbeddedDatabase(lock, launch, launch.first(), lost);
        LOG.info("Embedded PostgreSQL runs on port {} with its data in {}", database.port(), launch.data());
        database.watch();
        return database;
    }

    private static String hint(Path home) {
        return "The embedded PostgreSQL did not start in " + home + "; its log is " + home.resolve("postgres.log")
                + ". As root it needs user namespaces: if this machine forbids them, run as an ordinary user,"
                + " or bring a PostgreSQL of your own with TIDELINE_DATABASE_URL.";
    }

    /** The process that was started may be a wrapper, which ends at once: the one that counts is in the folder. */
    private void watch() throws IOException {
        var unused = OrphanedPostgres.running(launch.data())
                .orElseThrow(() -> new IOException("PostgreSQL ended as soon as it ran"))
                .onExit()
                .thenRunAsync(this::revive);
    }

    private synchronized void revive() {
        if (closing) {
            return;
        }
        endedSoon = System.nanoTime() - startedAt < SOON_NANOS ? endedSoon + 1 : 1;
        try {
            if (endedSoon > MOST_ENDS) {
                throw new IOException("It ended " + endedSoon + " times, each within a minute");
            }
            LOG.warn("The embedded PostgreSQL ended by itself: it is started again and recovers");
            OrphanedPostgres.endBackends(launch.data());
            server.close();
            server = launch.again(server.getPort());
            startedAt = System.nanoTime();
            LOG.info("The embedded PostgreSQL runs again on port {}", server.getPort());
            watch();
        } catch (IOException | SQLException | IllegalStateException e) {
            LOG.error("The embedded PostgreSQL ended and does not start again", e);
            lost.run();
        }
    }

    /** TCP port on this machine; the same as long as the server lives. */
    public synchronized int port() {
        return server.getPort();
    }

    /** Password of {@link #USER}. */
    public String password() {
        return launch.password().value();
    }

    /** Stops PostgreSQL cleanly, then gives up the folder. */
    @Override
    public void close() {
        closing = true;
        stop();
    }

    private synchronized void stop() {
        try {
            server.close();
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException("The embedded PostgreSQL did not stop cleanly", e);
        }
    }
}
