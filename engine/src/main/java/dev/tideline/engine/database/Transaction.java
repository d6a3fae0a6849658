package dev.tideline.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** One open JDBC transaction. Used by one thread, never kept beyond the work. */
public final class Transaction {

    /** Work with a result. */
    @FunctionalInterface
    public interface Work<T> {
        T in(Transaction transaction) throws SQLException;
    }

    /** Work without a result. */
    @FunctionalInterface
    public interface Task {
        void in(Transaction transaction) throws SQLException;
    }

    private final Connection connection;
    private final List<Task> last = new ArrayList<>();

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** The connection, for what this class lacks. Do not commit or close it. */
    public Connection connection() {
        return connection;
    }

    /**
     * Does this after all other work, right before the commit; what it throws rolls everything back. For locks that many
     * wait for.
     */
    public void atEnd(Task task) {
        last.add(task);
    }

    void end() throws SQLException {
        for (Task task : last) {
            task.in(this);
        }
    }

    /** A statement with named parameters such as {@code :userId}. */
    public Statement sql(String text) {
        return new Statement(connection, NamedSql.of(text));
    }

    /** The database's clock: when this transaction began. */
    public Instant now() {
        return sql("SELECT now() AS at").one(row -> row.instant("at"));
    }

    /**
     * Says that this transaction touches few rows of every table, and no longer than it must: it goes by index whatever
     * statistics there are, and PostgreSQL ends it when this process falls silent in it for so long, so that one that froze
     * keeps no locks.
     */
    public void touchesFewRows(Duration silence) {
        sql("""
                SELECT set_config('idle_in_transaction_session_timeout', :millis, true),
                       set_config('enable_seqscan', 'off', true), set_config('random_page_cost', '1.1', true),
                       set_config('jit', 'off', true), set_config('max_parallel_workers_per_gather', '0', true)
                """).bind("millis", String.valueOf(silence.toMillis())).list(row -> true);
    }

    /** Runs one statement without parameters and returns the number of rows it changed. */
    public long execute(String text) {
        return sql(text).update();
    }

    /** Starts reading {@code query} by {@code COPY … TO STDOUT (FORMAT binary)}; the query must not take parameters. */
    public CopyReader copyOut(String query) {
        try {
            return new CopyReader(copies().copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)"));
        } catch (SQLException e) {
            throw new DatabaseException("copy out", e);
        }
    }

    /** Starts writing by {@code COPY target FROM STDIN (FORMAT binary)}; the target reads {@code table (column, …)}. */
    public CopyWriter copyIn(String target) {
        try {
            return new CopyWriter(copies().copyIn("COPY " + target + " FROM STDIN (FORMAT binary)"));
        } catch (SQLException e) {
            throw new DatabaseException("copy in", e);
        }
    }

    private CopyManager copies() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }
}
