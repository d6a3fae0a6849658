package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.schedule.ScheduleKey;
import dev.tideline.engine.sweep.run.RunScope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import java.util.Set;

/** A scope under which person 7 changes while a run is planned: begun before, committed after the persons are listed. */
final class ChangeInBetween implements RunScope, AutoCloseable {

    private final RunScope scope;
    private final Connection change;

    ChangeInBetween(RunScope scope, Database database) {
        this.scope = scope;
        try {
            this.change = database.dataSource().getConnection();
            change.setAutoCommit(false);
            try (Statement statement = change.createStatement()) {
                statement.executeUpdate("UPDATE users SET changed_xid = pg_current_xact_id() WHERE person_no = 7");
            }
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public long epoch() {
        return scope.epoch();
    }

    @Override
    public boolean paused() {
        return scope.paused();
    }

    /** The planner asks for it when it has listed the persons. */
    @Override
    public String rulebook() {
        try {
            change.commit();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
        return scope.rulebook();
    }

    @Override
    public Map<ScheduleKey, Set<String>> acting() {
        return scope.acting();
    }

    @Override
    public Map<String, Set<String>> standingRules() {
        return scope.standingRules();
    }

    @Override
    public String signature(Instant asOf) {
        return scope.signature(asOf);
    }

    @Override
    public void close() {
        try {
            change.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
