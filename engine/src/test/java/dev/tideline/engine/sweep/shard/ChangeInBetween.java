package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Person 7 changes while a run is planned: begun before, committed when the persons are listed. Until it commits, the
 * planner waits with its list.
 */
final class ChangeInBetween implements AutoCloseable {

    private static final String GATE = """
            CREATE FUNCTION wait_for_change() RETURNS trigger LANGUAGE plpgsql AS
            'BEGIN PERFORM pg_advisory_xact_lock(77); RETURN NULL; END';
            CREATE TRIGGER gate AFTER UPDATE ON run FOR EACH STATEMENT EXECUTE FUNCTION wait_for_change()
            """;

    private final Database database;
    private final Connection change;

    ChangeInBetween(Database database) {
        this.database = database;
        try {
            this.change = database.dataSource().getConnection();
            change.setAutoCommit(false);
            try (Statement statement = change.createStatement()) {
                statement.executeUpdate("UPDATE users SET changed_xid = pg_current_xact_id() WHERE person_no = 7");
                statement.execute("SELECT pg_advisory_xact_lock(77)");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        database.doInTransaction(transaction -> transaction.execute(GATE));
    }

    void commit() {
        try {
            change.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        database.doInTransaction(transaction -> transaction.execute("DROP FUNCTION wait_for_change CASCADE"));
        try {
            change.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
