package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.database.CopyReader;
import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.shard.RunSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The state of each user: his segments and when each schedule must look at him again; written only where it differs. */
final class UserStates {

    private final RunSetting setting;
    private final List<State> fresh = new ArrayList<>();
    private final List<State> changed = new ArrayList<>();

    private UserStates(RunSetting setting) {
        this.setting = setting;
    }

    /** A row to be written; segments are null where they stay. */
    private record State(long user, @Nullable String segments, SortedMap<Integer, Instant> due) {

        @Nullable
        Instant dueAt() {
            return due.isEmpty() ? null : Collections.min(due.values());
        }
    }

    /**
     * When users must be looked at again.
     *
     * @param next by user, for the playbooks of the run; nobody whom nothing makes due
     * @param atOnce users whom every playbook must look at, since something was decided for them
     */
    record Due(Map<Long, Instant> next, Set<Long> atOnce) {}

    static void write(Transaction transaction, RunSetting setting, List<Evaluated> accounts, Due due) {
        if (!accounts.isEmpty() && (setting.current() || setting.run().advances())) {
            UserStates states = new UserStates(setting);
            states.compare(read(transaction, accounts), accounts, due);
            states.insert(transaction);
            states.update(transaction);
        }
    }

    private void compare(Map<Long, SortedMap<Integer, Instant>> stored, List<Evaluated> accounts, Due due) {
        for (Evaluated account : accounts) {
            long user = account.stored().userNo();
            boolean moved = setting.current() && !account.segments().changes().isEmpty();
            SortedMap<Integer, Instant> before = stored.get(user);
            SortedMap<Integer, Instant> now = due(before, user, due);
            if (moved || !now.equals(before == null ? Map.of() : before)) {
                State state = new State(user, moved ? account.segments().json() : null, now);
                (before == null ? fresh : changed).add(state);
            }
        }
    }

    /**
     * No playbook of a schedule needs the user before its instant. A run of all playbooks of a schedule replaces it, any
     * other may only bring it forward; those of schedules that are gone go with them.
     */
    private SortedMap<Integer, Instant> due(@Nullable SortedMap<Integer, Instant> before, long user, Due due) {
        SortedMap<Integer, Instant> now = before == null ? new TreeMap<>() : new TreeMap<>(before);
        RunSpec run = setting.run();
        if (run.advances()) {
            now.keySet().retainAll(setting.liveSchedules());
            now.keySet().removeAll(run.whole());
            Instant at = due.next().get(user);
            if (at != null) {
                run.schedules().forEach(schedule -> bringForward(now, schedule, at));
            }
            if (due.atOnce().contains(user)) {
                setting.liveSchedules().forEach(schedule -> bringForward(now, schedule, run.asOf()));
            }
        }
        return now;
    }

    private static void bringForward(SortedMap<Integer, Instant> due, int schedule, Instant at) {
        due.merge(schedule, at.truncatedTo(ChronoUnit.MICROS), (one, other) -> one.isBefore(other) ? one : other);
    }

    /** Runs are worked on one at a time, released ones too, and a chunk by one node: nobody else inserts these keys. */
    private void insert(Transaction transaction) {
        if (fresh.isEmpty()) {
            return;
        }
        try (CopyWriter copy =
                transaction.copyIn("user_state (user_no, segments, due_at, due_schedules, due_instants)")) {
            for (State state : fresh) {
                copy.rows()
                        .row(5)
                        .bigint(state.user())
                        .json(state.segments())
                        .instant(state.dueAt())
                        .integers(state.due().keySet())
                        .instants(state.due().values());
                copy.flushIfFull();
            }
            copy.finish();
        }
    }

    private void update(Transaction transaction) {
        if (changed.isEmpty()) {
            return;
        }
        transaction
                .sql("""
                        UPDATE user_state s
                           SET segments = coalesce(n.segments::jsonb, s.segments),
                               due_at = (SELECT min(at) FROM unnest(n.instants::timestamptz[]) AS at),
                               due_schedules = n.schedules::integer[], due_instants = n.instants::timestamptz[]
                          FROM unnest(:users::bigint[], :segments::text[], :schedules::text[], :instants::text[])
                               AS n (user_no, segments, schedules, instants)
                         WHERE s.user_no = n.user_no
                        """)
                .bind("users", changed.stream().map(State::user).toList())
                .bind("segments", changed.stream().map(State::segments).collect(Collectors.toList()))
                .bind(
                        "schedules",
                        changed.stream()
                                .map(state -> array(state.due().keySet()))
                                .toList())
                .bind(
                        "instants",
                        changed.stream()
                                .map(state -> array(state.due().values()))
                                .toList())
                .update();
    }

    private static String array(Iterable<?> values) {
        StringBuilder text = new StringBuilder("{");
        values.forEach(value -> text.append(text.length() == 1 ? "" : ",").append(value));
        return text.append('}').toString();
    }

    private static Map<Long, SortedMap<Integer, Instant>> read(Transaction transaction, List<Evaluated> accounts) {
        String users = accounts.stream()
                .map(account -> String.valueOf(account.stored().userNo()))
                .collect(Collectors.joining(","));
        Map<Long, SortedMap<Integer, Instant>> stored = new HashMap<>();
        try (CopyReader rows = transaction.copyOut("SELECT user_no, due_schedules, due_instants FROM user_state"
                + " WHERE user_no = ANY('{" + users + "}'::bigint[])")) {
            while (rows.next()) {
                SortedMap<Integer, Instant> due = new TreeMap<>();
                long user = rows.bigint();
                List<Integer> schedules = rows.integers();
                List<Instant> instants = rows.instants();
                for (int i = 0; i < schedules.size(); i++) {
                    due.put(schedules.get(i), instants.get(i));
                }
                stored.put(user, due);
            }
        }
        return stored;
    }
}
