package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.database.Statement;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.shard.RunSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The next due instant of each user for the schedules that a run sweeps; written only where it differs. */
final class DueRows {

    private DueRows() {}

    /** A stored instant. */
    private record Stored(long user, int schedule) {}

    static void write(Transaction transaction, RunSpec run, Map<Long, Optional<Instant>> due) {
        Map<Stored, Instant> stored = read(transaction, run, due);
        List<Stored> gone = new ArrayList<>();
        List<Stored> moved = new ArrayList<>();
        due.forEach((user, instant) -> run.schedules().forEach(schedule -> {
            Stored key = new Stored(user, schedule);
            Optional<Instant> before = Optional.ofNullable(stored.get(key));
            if (!before.equals(instant.map(at -> at.truncatedTo(ChronoUnit.MICROS)))) {
                (instant.isPresent() ? moved : gone).add(key);
            }
        }));
        if (!gone.isEmpty()) {
            keys(transaction, """
                            DELETE FROM due d USING unnest(:users::bigint[], :schedules::integer[]) AS g (user_no, schedule_no)
                             WHERE d.user_no = g.user_no AND d.schedule_no = g.schedule_no
                            """, gone).update();
        }
        if (!moved.isEmpty()) {
            keys(transaction, """
                            INSERT INTO due (user_no, schedule_no, due_at)
                            SELECT * FROM unnest(:users::bigint[], :schedules::integer[], :instants::timestamptz[])
                            ON CONFLICT (user_no, schedule_no) DO UPDATE SET due_at = excluded.due_at
                            """, moved)
                    .bind("instants", moved.stream().map(key -> text(due, key)).toList())
                    .update();
        }
    }

    private static String text(Map<Long, Optional<Instant>> due, Stored key) {
        return due.getOrDefault(key.user(), Optional.empty())
                .map(Instant::toString)
                .orElseThrow();
    }

    private static Map<Stored, Instant> read(Transaction transaction, RunSpec run, Map<Long, Optional<Instant>> due) {
        Map<Stored, Instant> stored = new HashMap<>();
        transaction
                .sql("""
                        SELECT user_no, schedule_no, due_at FROM due
                         WHERE user_no = ANY(:users) AND schedule_no = ANY(:schedules::integer[])
                        """)
                .bind("users", List.copyOf(due.keySet()))
                .bind(
                        "schedules",
                        run.schedules().stream().map(Integer::longValue).toList())
                .list(row -> stored.put(
                        new Stored(row.number("user_no"), row.integer("schedule_no")), row.instant("due_at")));
        return stored;
    }

    private static Statement keys(Transaction transaction, String sql, List<Stored> keys) {
        return transaction
                .sql(sql)
                .bind("users", keys.stream().map(Stored::user).toList())
                .bind(
                        "schedules",
                        keys.stream().map(key -> (long) key.schedule()).toList());
    }
}
