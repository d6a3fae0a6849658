package dev.tideline.engine.database;

import dev.tideline.engine.database.connection.DatabaseSettings;
import dev.tideline.engine.database.connection.Migration;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A fresh, migrated database for one test class: {@code @RegisterExtension static final TestDatabase DB = new TestDatabase();}.
 * All classes of one JVM share one PostgreSQL server; it is not durable.
 */
public final class TestDatabase implements BeforeAllCallback, AfterAllCallback {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final String TEMPLATE = "tideline_template";

    private DatabaseSettings settings;
    private Database database;

    /** The database of this test class. */
    public Database database() {
        return database;
    }

    /** Its settings, for a second pool. */
    public DatabaseSettings settings() {
        return settings;
    }

    /** Empties these tables, and those that refer to them, even those of the ledger, which nothing else may empty. */
    public void truncate(String... tables) {
        database.doInTransaction(transaction -> {
            transaction.execute("SET LOCAL session_replication_role = replica");
            transaction.execute("TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY CASCADE");
        });
    }

    /** Empties the ledger with its budgets. */
    public void truncateLedger() {
        truncate("ledger_entry", "ledger_account", "held_grant", "ledger_grant", "ledger_run", "budget");
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        open();
    }

    /** For tests of another engine than Jupiter: makes the database. */
    public void open() {
        String name = "test_" + COUNT.incrementAndGet();
        Server.execute("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
        settings = Server.settings(name);
        database = Database.connect(settings);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        close();
    }

    /** Drops the database. */
    public void close() {
        database.close();
        Server.execute("DROP DATABASE " + settings.database() + " WITH (FORCE)");
    }

    /** The server of this JVM, started when first needed and stopped with the JVM. */
    private static final class Server {

        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setServerConfig("shared_buffers", "128MB")
                        .start();
                try (Connection connection = postgres.getPostgresDatabase().getConnection()) {
                    connection.createStatement().execute("CREATE DATABASE " + TEMPLATE);
                }
                Migration.run(settings(postgres, TEMPLATE));
                return postgres;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        static DatabaseSettings settings(String database) {
            return settings(POSTGRES, database);
        }

        private static DatabaseSettings settings(EmbeddedPostgres postgres, String database) {
            return DatabaseSettings.of("localhost", postgres.getPort(), database, "postgres", "")
                    .withConnections(8, 8);
        }

        static void execute(String sql) {
            try (Connection connection = POSTGRES.getPostgresDatabase().getConnection()) {
                connection.createStatement().execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }
    }
}
