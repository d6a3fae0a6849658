package dev.tideline.engine.schedule;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Inserts run rows: one for each schedule and fire time, however often it is asked. Thread-safe. */
public final class RunPlanter {

    private static final Logger log = LoggerFactory.getLogger(RunPlanter.class);

    private static final String PLANT = """
            INSERT INTO run (schedule_no, scheduled_fire_time, as_of, requested_by)
            SELECT schedule_no, :time, :time, 'schedule' FROM schedule
             WHERE cron = :cron AND zone = :zone AND live
            ON CONFLICT (schedule_no, scheduled_fire_time) DO NOTHING
            """;

    private final Database database;
    private final MisfirePolicy misfires;

    public RunPlanter(Database database, MisfirePolicy misfires) {
        this.database = database;
        this.misfires = misfires;
    }

    /** Makes these the live schedules; one that was not live before starts from now. */
    public void keep(Collection<ScheduleKey> keys) {
        database.doInTransaction(transaction -> {
            transaction.execute("LOCK TABLE schedule IN SHARE ROW EXCLUSIVE MODE");
            List<ScheduleKey> stored = live(transaction);
            for (ScheduleKey gone : stored) {
                if (!keys.contains(gone)) {
                    bound(transaction, "UPDATE schedule SET live = false WHERE cron = :cron AND zone = :zone", gone);
                }
            }
            for (ScheduleKey key : keys) {
                if (!stored.contains(key)) {
                    bound(transaction, """
                            INSERT INTO schedule (cron, zone) VALUES (:cron, :zone)
                            ON CONFLICT (cron, zone) DO UPDATE SET live = true, planned_until = now()
                            """, key);
                }
            }
        });
    }

    /** The schedules that fire. */
    List<ScheduleKey> live() {
        return database.inTransaction(RunPlanter::live);
    }

    /** One row that cannot be read stops no other schedule. */
    private static List<ScheduleKey> live(Transaction transaction) {
        return transaction
                .sql("SELECT cron, zone FROM schedule WHERE live ORDER BY schedule_no")
                .list(RunPlanter::key)
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Plants the run of one fire time; what comes too late is left to {@link #catchUp}. */
    boolean plant(ScheduleKey key, Instant fireTime) {
        return database.inTransaction(
                transaction -> !FireTimes.tooLate(fireTime, now(transaction)) && plant(transaction, key, fireTime));
    }

    /** Makes up what was missed since the last look, by policy. Returns the number of runs planted. */
    int catchUp(ScheduleKey key) {
        return database.inTransaction(transaction -> {
            Instant until = now(transaction).minus(FireTimes.GRACE);
            Instant after = transaction
                    .sql("SELECT planned_until FROM schedule WHERE cron = :cron AND zone = :zone FOR UPDATE")
                    .bind("cron", key.cron())
                    .bind("zone", key.zone())
                    .one(row -> row.instant("planned_until"));
            if (!after.isBefore(until)) {
                return 0;
            }
            List<Instant> planted = planted(transaction, key, after);
            int made = 0;
            for (Instant time : FireTimes.missed(key, after, until, new HashSet<>(planted), misfires)) {
                made += plant(transaction, key, time) ? 1 : 0;
            }
            transaction
                    .sql("UPDATE schedule SET planned_until = :until WHERE cron = :cron AND zone = :zone")
                    .bind("until", until)
                    .bind("cron", key.cron())
                    .bind("zone", key.zone())
                    .update();
            return made;
        });
    }

    private static List<Instant> planted(Transaction transaction, ScheduleKey key, Instant after) {
        return transaction
                .sql("""
                        SELECT scheduled_fire_time FROM run JOIN schedule USING (schedule_no)
                         WHERE cron = :cron AND zone = :zone AND scheduled_fire_time > :after
                        """)
                .bind("cron", key.cron())
                .bind("zone", key.zone())
                .bind("after", after)
                .list(row -> row.instant("scheduled_fire_time"));
    }

    private static boolean plant(Transaction transaction, ScheduleKey key, Instant fireTime) {
        return transaction
                        .sql(PLANT)
                        .bind("time", fireTime)
                        .bind("cron", key.cron())
                        .bind("zone", key.zone())
                        .update()
                == 1;
    }

    private static void bound(Transaction transaction, String sql, ScheduleKey key) {
        transaction.sql(sql).bind("cron", key.cron()).bind("zone", key.zone()).update();
    }

    private static Optional<ScheduleKey> key(Row row) throws SQLException {
        try {
            return Optional.of(new ScheduleKey(row.text("cron"), row.text("zone")));
        } catch (IllegalArgumentException e) {
            log.warn("A stored schedule is left out: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Instant now(Transaction transaction) {
        return transaction.sql("SELECT now() AS now").one(row -> row.instant("now"));
    }
}
