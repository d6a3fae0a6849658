package dev.tideline.engine.sweep.shard;

import java.util.stream.Collectors;

/**
 * The persons, or positions of a phase, that are worked on and committed together.
 *
 * @param run the run
 * @param phase key of the phase; empty for its persons
 * @param after number before the first
 * @param last number of the last
 * @param persons how many there are between; in a run by changes, not all of them need evaluation
 */
public record Chunk(RunSpec run, String phase, long after, long last, long persons) {

    /**
     * SQL that selects the {@code person_no}s to evaluate, for use as a subquery; it holds numbers and times only, since
     * COPY takes no parameters.
     */
    public String personsSql() {
        String range = "person_no > " + after + " AND person_no <= " + last;
        if (run.listed()) {
            return "SELECT person_no FROM run_person WHERE run_no = " + run.id() + " AND " + range;
        }
        if (run.since() == null) {
            return "SELECT person_no FROM person WHERE " + range;
        }
        return "SELECT person_no FROM users u WHERE " + range + " AND (" + dirtyOrDue(run) + ")";
    }

    /** Condition on {@code users u}: changed since the last sweep, or due by now. */
    static String dirtyOrDue(RunSpec run) {
        String schedules =
                run.schedules().stream().sorted().map(String::valueOf).collect(Collectors.joining(","));
        return "changed_xid >= '" + run.since()
                + "'::xid8 OR EXISTS (SELECT FROM user_state d WHERE d.user_no = u.user_no"
                + " AND d.due_at <= '" + run.asOf()
                + "' AND EXISTS (SELECT FROM unnest(d.due_schedules, d.due_instants)"
                + " AS e (schedule_no, at) WHERE e.schedule_no IN (" + schedules + ") AND e.at <= '" + run.asOf()
                + "'))";
    }
}
