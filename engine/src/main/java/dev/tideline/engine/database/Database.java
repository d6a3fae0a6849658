package dev.tideline.engine.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.tideline.engine.database.connection.DatabaseSettings;
import dev.tideline.engine.database.connection.Migration;
import dev.tideline.engine.database.connection.Pools;
import io.r2dbc.pool.ConnectionPool;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;

/**
 * One PostgreSQL database through two pools: JDBC on blocking threads for sweeps and ingest, R2DBC for requests.
 * Every connection sees the schema {@code tideline} first and counts in UTC. Thread-safe.
 */
public final class Database implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Database.class);

    private static final int SHADOW_CONNECTIONS = 4;
    private static final int TRIES = 5;

    private final HikariDataSource blocking;
    private final ConnectionPool reactive;
    private final DatabaseClient client;

    private Database(HikariDataSource blocking, ConnectionPool reactive) {
        this.blocking = blocking;
        this.reactive = reactive;
        this.client = DatabaseClient.create(reactive);
    }

    /** Brings the schema up to date, then opens both pools. */
    public static Database open(DatabaseSettings settings) {
        Migration.run(settings);
        return connect(settings);
    }

    /** Opens both pools and leaves the schema as it is. */
    public static Database connect(DatabaseSettings settings) {
        return connect(settings, DatabaseSettings.SCHEMA);
    }

    /**
     * Opens small pools that see the shadow of the schema first: what is known of users is found there as ever, and
     * whatever is decided, booked or sent is written to the shadow's tables, which nothing real reads.
     */
    public static Database connectShadow(DatabaseSettings settings) {
        return connect(settings.withConnections(SHADOW_CONNECTIONS, 1), DatabaseSettings.SHADOW);
    }

    private static Database connect(DatabaseSettings settings, String searchPath) {
        return new Database(Pools.blocking(settings, searchPath), Pools.reactive(settings, searchPath));
    }

    /** The JDBC pool, for libraries that want one. */
    public DataSource dataSource() {
        return blocking;
    }

    /** SQL over the R2DBC pool, with named parameters. */
    public DatabaseClient client() {
        return client;
    }

    /**
     * Does the work in one JDBC transaction on this thread: committed when it returns, rolled back when it throws.
     *
     * @throws DatabaseException if PostgreSQL refuses
     */
    public <T> T inTransaction(Transaction.Work<T> work) {
        try (Connection connection = blocking.getConnection()) {
            return committed(connection, work);
        } catch (SQLException e) {
            throw new DatabaseException("transaction", e);
        }
    }

    /**
     * Does the work as {@link #inTransaction} does, anew after a collision with others: five times at most. What it changes
     * outside of the transaction must bear being done again.
     *
     * @throws DatabaseException if PostgreSQL refuses, or there was a collision each time
     */
    public <T> T retrying(Transaction.Work<T> work) {
        return retrying(work, work);
    }

    /**
     * The same with other work after a collision.
     *
     * @param again what is done instead from the second time on
     */
    public <T> T retrying(Transaction.Work<T> first, Transaction.Work<T> again) {
        for (int tried = 1; ; tried++) {
            try {
                return inTransaction(tried == 1 ? first : again);
            } catch (DatabaseException e) {
                if (!e.worthRetrying() || tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    /** Like {@link #inTransaction} for work without a result. */
    public void doInTransaction(Transaction.Task task) {
        inTransaction(transaction -> {
            task.in(transaction);
            return true;
        });
    }

    private static <T> T committed(Connection connection, Transaction.Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        boolean done = false;
        try {
            Transaction transaction = new Transaction(connection);
            T result = work.in(transaction);
            transaction.end();
            connection.commit();
            done = true;
            return result;
        } finally {
            if (!done) {
                rollBack(connection);
            }
        }
    }

    /** What PostgreSQL has lost is rolled back already; the fault that lost it is the one to tell of. */
    private static void rollBack(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            log.debug("No rollback: {}", e.getMessage());
        }
    }

    @Override
    public void close() {
        reactive.dispose();
        blocking.close();
    }
}
