package dev.tideline.engine.schedule;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import java.util.List;

/**
 * Mends rows that Quartz leaves behind after a crash and never touches again (quartz#145, #1516): triggers that are
 * ACQUIRED, BLOCKED or in ERROR although nothing fires, and rows that miss their other half (quartz#48).
 */
final class TriggerRepair {

    private static final String LOCK = """
            SELECT lock_name FROM qrtz_locks WHERE sched_name = :scheduler AND lock_name = 'TRIGGER_ACCESS' FOR UPDATE
            """;

    private static final String RELEASE_STUCK = """
            UPDATE qrtz_triggers t SET trigger_state = 'WAITING'
             WHERE sched_name = :scheduler AND trigger_state IN ('ACQUIRED', 'BLOCKED', 'ERROR')
               AND NOT EXISTS (SELECT FROM qrtz_fired_triggers f
                                WHERE f.sched_name = t.sched_name
                                  AND f.job_name = t.job_name AND f.job_group = t.job_group)
               AND NOT EXISTS (SELECT FROM qrtz_fired_triggers f
                                WHERE f.sched_name = t.sched_name
                                  AND f.trigger_name = t.trigger_name AND f.trigger_group = t.trigger_group)
            """;

    private static final List<String> REMOVE_BROKEN = List.of("""
            DELETE FROM qrtz_simple_triggers WHERE sched_name = :scheduler
            """, """
            DELETE FROM qrtz_simprop_triggers WHERE sched_name = :scheduler
            """, """
            DELETE FROM qrtz_blob_triggers WHERE sched_name = :scheduler
            """, """
            DELETE FROM qrtz_cron_triggers c USING qrtz_triggers t JOIN qrtz_job_details j
                   USING (sched_name, job_name, job_group)
             WHERE c.sched_name = :scheduler AND t.sched_name = c.sched_name AND t.trigger_name = c.trigger_name
               AND t.trigger_group = c.trigger_group AND (j.job_class_name <> :job OR t.trigger_type <> 'CRON' OR t.calendar_name IS NOT NULL
                  OR t.trigger_name IS DISTINCT FROM c.cron_expression || ' ' || c.time_zone_id)
            """, """
            DELETE FROM qrtz_triggers t
             WHERE sched_name = :scheduler
               AND NOT EXISTS (SELECT FROM qrtz_cron_triggers c
                                WHERE c.sched_name = t.sched_name
                                  AND c.trigger_name = t.trigger_name AND c.trigger_group = t.trigger_group)
            """, """
            DELETE FROM qrtz_job_details WHERE sched_name = :scheduler AND job_class_name <> :job
            """);

    private final Database database;
    private final String scheduler;

    TriggerRepair(Database database, String scheduler) {
        this.database = database;
        this.scheduler = scheduler;
    }

    /** Frees triggers that wait for a firing that does not exist. Returns their number. */
    long releaseStuck() {
        return database.inTransaction(transaction -> {
            lock(transaction);
            return transaction.sql(RELEASE_STUCK).bind("scheduler", scheduler).update();
        });
    }

    /** Removes rows that no scheduler of this product wrote or that lack their other half; they are made anew. Returns their number. */
    long removeBroken() {
        return database.inTransaction(transaction -> {
            lock(transaction);
            long removed = 0;
            for (String sql : REMOVE_BROKEN) {
                var statement = transaction.sql(sql).bind("scheduler", scheduler);
                if (sql.contains(":job")) {
                    statement.bind("job", PlantRun.class.getName());
                }
                removed += statement.update();
            }
            return removed;
        });
    }

    private void lock(Transaction transaction) {
        transaction.sql(LOCK).bind("scheduler", scheduler).list(row -> row.text("lock_name"));
    }
}
