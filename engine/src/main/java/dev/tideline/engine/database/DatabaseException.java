package dev.tideline.engine.database;

import java.sql.SQLException;

/** PostgreSQL refused something, or could not be reached. */
public final class DatabaseException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String state;

    public DatabaseException(String attempt, SQLException cause) {
        super("Database refused (" + attempt + "): " + cause.getMessage(), cause);
        this.state = cause.getSQLState() == null ? "" : cause.getSQLState();
    }

    /** PostgreSQL's SQLSTATE, such as {@code 23505}; empty if unknown. */
    public String state() {
        return state;
    }

    /** Whether the same transaction may succeed when tried again: a deadlock, a serialization failure, a lock timeout. */
    public boolean worthRetrying() {
        return state.equals("40P01") || state.equals("40001") || state.equals("55P03");
    }

    /** Whether the database cannot be reached or is shutting down. */
    public boolean isAway() {
        return state.isEmpty() || state.startsWith("08") || state.startsWith("57");
    }
}
