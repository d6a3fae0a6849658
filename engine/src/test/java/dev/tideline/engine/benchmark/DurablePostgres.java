package dev.tideline.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.connection.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A migrated database on a PostgreSQL with the settings of the server's embedded one: durable. */
final class DurablePostgres implements AutoCloseable {

    private static final Map<String, String> SETTINGS = Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "shared_buffers", "256MB",
            "max_wal_size", "4GB",
            "checkpoint_timeout", "15min");

    private static final String DEADLOCK = "40P01";
    private static final int MOST_DEADLOCKS = 10;

    private final EmbeddedPostgres server;
    private final Database database;

    DurablePostgres() {
        this(Map.of());
    }

    /** With more settings. */
    DurablePostgres(Map<String, String> more) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
        SETTINGS.forEach(builder::setServerConfig);
        more.forEach(builder::setServerConfig);
        try {
            server = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database = Database.open(DatabaseSettings.of("localhost", server.getPort(), "postgres", "postgres", "")
                .withConnections(8, 2));
        List<String> off = database.inTransaction(transaction -> transaction
                .sql("SELECT name FROM pg_settings WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes')"
                        + " AND setting <> 'on'")
                .list(row -> row.text("name")));
        assertThat(off).isEmpty();
    }

    Database database() {
        return database;
    }

    int port() {
        return server.getPort();
    }

    /** Runs statements that may not be in a transaction, such as VACUUM; again where a worker that polls stood in the way. */
    void alone(String sql) {
        for (int deadlocks = 0; !runs(sql); deadlocks++) {
            if (deadlocks == MOST_DEADLOCKS) {
                throw new IllegalStateException("Deadlocked " + deadlocks + " times: " + sql);
            }
        }
    }

    private boolean runs(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("SET search_path = tideline");
            statement.execute(sql);
            return true;
        } catch (SQLException e) {
            if (DEADLOCK.equals(e.getSQLState())) {
                return false;
            }
            throw new IllegalStateException(sql, e);
        }
    }

    @Override
    public void close() {
        database.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
