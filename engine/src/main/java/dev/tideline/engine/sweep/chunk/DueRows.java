package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.database.CopyWriter;
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
        move(transaction, due, moved.stream().filter(stored::containsKey).toList());
        insert(
                transaction,
                due,
                moved.stream().filter(key -> !stored.containsKey(key)).toList());
    }

    private static void move(Transaction transaction, Map<Long, Optional<Instant>> due, List<Stored> keys) {
        if (keys.isEmpty()) {
            return;
        }
        keys(transaction, """
                        UPDATE due d SET due_at = n.due_at
                          FROM unnest(:users::bigint[], :schedules::integer[], :instants::timestamptz[])
                               AS n (user_no, schedule_no, due_at)
                         WHERE d.user_no = n.user_no AND d.schedule_no = n.schedule_no
                        """, keys)
                .bind(
                        "instants",
                        keys.stream().map(key -> at(due, key).toString()).toList())
                .update();
    }

    /** Runs are worked on one at a time, and a chunk by one node: nobody else inserts these keys. */
    private static void insert(Transaction transaction, Map<Long, Optional<Instant>> due, List<Stored> keys) {
        if (keys.isEmpty()) {
            return;
        }
        try (CopyWriter copy = transaction.copyIn("due (user_no, schedule_no, due_at)")) {
            for (Stored key : keys) {
                copy.rows().row(3).bigint(key.user()).integer(key.schedule()).instant(at(due, key));
                copy.flushIfFull();
            }
            copy.finish();
        }
    }

    private static Instant at(Map<Long, Optional<Instant>> due, Stored key) {
        return due.getOrDefault(key.user(), Optional.empty()).orElseThrow();
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
