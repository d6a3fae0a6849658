package dev.tideline.engine.sweep;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Run rows in PostgreSQL. Blocking; thread-safe. */
public final class PostgresRunStore {

    private static final String RUNS = """
            SELECT r.*, coalesce(s.cron || ' ' || s.zone, '') AS schedule, p.passed, p.evaluated, p.matched, p.poisoned,
                   (extract(epoch FROM coalesce(finished_at, clock_timestamp()) - started_at) * 1000)::bigint AS millis
              FROM run r LEFT JOIN schedule s USING (schedule_no),
                   LATERAL (SELECT coalesce(sum(passed), 0)::bigint AS passed,
                                   coalesce(sum(evaluated), 0)::bigint AS evaluated,
                                   coalesce(sum(matched), 0)::bigint AS matched,
                                   coalesce(sum(poisoned), 0)::bigint AS poisoned
                              FROM run_shard WHERE run_no = r.run_no) AS p
            """;

    /** The latest instant that these playbooks, or all if none is named, are or will be evaluated at by a live run. */
    private static final String LAST_LIVE = """
            SELECT max(at) AS last
              FROM (SELECT playbook, swept_as_of AS at FROM playbook WHERE NOT paused AND NOT retired
                    UNION ALL
                    SELECT unnest(playbooks), as_of FROM run WHERE state = 'PLANNED' AND NOT dry_run
                    UNION ALL
                    SELECT NULL, as_of FROM run WHERE state = 'PLANNED' AND NOT dry_run AND playbooks = '{}') AS live
             WHERE playbook IS NULL OR :playbooks::text[] = '{}' OR playbook = ANY(:playbooks::text[])
            """;

    private final Database database;

    public PostgresRunStore(Database database) {
        this.database = database;
    }

    /** Inserts a run that somebody asked for. */
    RunId insert(SweepRequest request) {
        return database.inTransaction(transaction -> {
            Instant asOf = request.asOf();
            if (asOf != null && !request.dryRun()) {
                refusePast(transaction, request.playbooks(), asOf);
            }
            return transaction
                    .sql("""
                            INSERT INTO run (playbooks, as_of, is_full, dry_run, requested_by)
                            VALUES (:playbooks, coalesce(:asOf, now()), :full, :dry, :who) RETURNING run_no
                            """)
                    .bind("playbooks", request.playbooks())
                    .bind("asOf", asOf)
                    .bind("full", request.full())
                    .bind("dry", request.dryRun())
                    .bind("who", request.requestedBy())
                    .one(row -> new RunId(row.number("run_no")));
        });
    }

    private static void refusePast(Transaction transaction, Set<String> playbooks, Instant asOf) {
        transaction
                .sql(LAST_LIVE)
                .bind("playbooks", playbooks)
                .one(row -> row.optionalInstant("last"))
                .filter(asOf::isBefore)
                .ifPresent(last -> {
                    throw new SweptAlready(asOf, last);
                });
    }

    /** The run with its counts. */
    public Optional<Run> find(RunId id) {
        return database.inTransaction(transaction -> transaction
                .sql(RUNS + " WHERE r.run_no = :run")
                .bind("run", id.number())
                .first(row -> run(row, counts(transaction, id))));
    }

    /** The latest runs, newest first, without counts. */
    public List<Run> recent(int most) {
        return database.inTransaction(transaction -> transaction
                .sql(RUNS + " ORDER BY r.run_no DESC LIMIT :most")
                .bind("most", most)
                .list(row -> run(row, List.of())));
    }

    /** The runs being worked on, without counts. */
    public List<Run> running() {
        return database.inTransaction(transaction ->
                transaction.sql(RUNS + " WHERE r.state = 'RUNNING'").list(row -> run(row, List.of())));
    }

    /** Stops a run that has not ended. */
    boolean cancel(RunId id, String who) {
        return database.inTransaction(transaction ->
                transaction.sql("""
                                UPDATE run SET state = 'CANCELLED', finished_at = clock_timestamp(),
                                       reason = 'Cancelled by ' || :who
                                 WHERE run_no = :run AND state IN ('PLANNED', 'RUNNING', 'HELD')
                                """).bind("run", id.number()).bind("who", who).update() == 1);
    }

    /** Lets a held run go on, whatever it matches, as soon as no other is being worked on. */
    boolean release(RunId id, String who) {
        return database.inTransaction(transaction ->
                transaction.sql("""
                                UPDATE run SET state = 'PLANNED', match_limit = NULL, released_by = :who,
                                       reason = 'Released by ' || :who
                                 WHERE run_no = :run AND state = 'HELD'
                                """).bind("run", id.number()).bind("who", who).update() == 1);
    }

    private static List<Count> counts(Transaction transaction, RunId id) {
        return transaction
                .sql("""
                        SELECT playbook, outcome, reason, sum(count)::bigint AS count FROM run_count
                         WHERE run_no = :run GROUP BY playbook, outcome, reason ORDER BY playbook, outcome, reason
                        """)
                .bind("run", id.number())
                .list(row ->
                        new Count(row.text("playbook"), row.text("outcome"), row.text("reason"), row.number("count")));
    }

    private static Run run(Row row, List<Count> counts) throws SQLException {
        return new Run(
                new RunId(row.number("run_no")),
                RunState.valueOf(row.text("state")),
                row.text("schedule"),
                Set.copyOf(row.texts("playbooks")),
                row.instant("as_of"),
                row.flag("is_full"),
                row.flag("dry_run"),
                row.text("requested_by"),
                row.text("reason"),
                row.text("rulebook"),
                progress(row),
                counts,
                row.instant("created_at"),
                row.optionalInstant("started_at").orElse(null),
                row.optionalInstant("finished_at").orElse(null));
    }

    private static Progress progress(Row row) throws SQLException {
        return new Progress(
                row.number("passed"),
                row.number("total"),
                row.number("evaluated"),
                row.number("matched"),
                row.number("poisoned"),
                Duration.ofMillis(row.optionalNumber("millis").orElse(0L)));
    }
}
