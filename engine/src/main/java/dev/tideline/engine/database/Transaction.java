package dev.tideline.engine.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
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

    Transaction(Connection connection) {
        this.connection = connection;
    }

    /** The connection, for what this class lacks. Do not commit or close it. */
    public Connection connection() {
        return connection;
    }

    /** A statement with named parameters such as {@code :userId}. */
    public Statement sql(String text) {
        return new Statement(connection, NamedSql.of(text));
    }

    /** The database's clock: when this transaction began. */
    public Instant now() {
        return sql("SELECT now() AS at").one(row -> row.instant("at"));
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
