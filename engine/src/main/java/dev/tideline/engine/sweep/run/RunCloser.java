package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends runs whose shards are all committed, and holds those that match too much. */
public final class RunCloser {

    private static final Logger log = LoggerFactory.getLogger(RunCloser.class);

    private static final String HOLD = """
            UPDATE run r SET state = 'HELD',
                   reason = format('%s new matches where the last seven runs allow %s. Release or cancel it.', entered, match_limit)
              FROM (SELECT run_no, sum(entered)::bigint AS entered FROM run_shard GROUP BY run_no) AS s
             WHERE s.run_no = r.run_no AND r.state = 'RUNNING' AND NOT r.dry_run AND s.entered > r.match_limit
               AND r.run_no = :run
            """;

    /** A run that was held may end after later ones, which have gone further. */
    private static final String ADVANCE = """
            UPDATE playbook p SET watermark = r.watermark, signature = r.signature
              FROM run r
             WHERE r.run_no = :run AND r.advances AND p.playbook = ANY(r.playbooks)
               AND p.reset_epoch <= r.epoch AND p.watermark <= r.watermark
            """;

    private static final String UNFINISHED =
            "EXISTS (SELECT FROM run_shard s WHERE s.run_no = r.run_no AND NOT s.done)";

    private final Database database;
    private final List<RunPhase> phases;

    /** Over this database, for runs that end with their persons. */
    public RunCloser(Database database) {
        this(database, List.of());
    }

    /** Over this database, for runs that go through these phases before they end. */
    public RunCloser(Database database, List<RunPhase> phases) {
        this.database = database;
        this.phases = List.copyOf(phases);
    }

    /** Holds the run if it has more new matches than its schedule is used to. */
    public void holdIfTooMany(long run) {
        database.doInTransaction(transaction -> {
            if (transaction.sql(HOLD).bind("run", run).update() == 1) {
                log.warn("Run {} is held: it matches far more than its last runs", run);
            }
        });
    }

    /** Begins the next phase of every run that is through with one, or ends it. Returns whether there was one. */
    public boolean closeFinished() {
        return database.inTransaction(transaction -> {
            List<Long> finished = transaction.sql("""
                            SELECT run_no FROM run r WHERE state = 'RUNNING' AND NOT %s FOR UPDATE SKIP LOCKED
                            """.formatted(UNFINISHED)).list(row -> row.number("run_no"));
            finished.forEach(run -> goOn(transaction, run));
            return !finished.isEmpty();
        });
    }

    /** Another node may have begun a phase before the row was locked: only a statement after the lock sees its shards. */
    private void goOn(Transaction transaction, long run) {
        Optional<String> phase = transaction
                .sql("SELECT phase FROM run r WHERE run_no = :run AND NOT " + UNFINISHED)
                .bind("run", run)
                .first(row -> row.text("phase"));
        if (phase.isPresent() && !beginsAfter(transaction, run, phase.get())) {
            phases.forEach(one -> one.end(transaction, run));
            close(transaction, run);
        }
    }

    private boolean beginsAfter(Transaction transaction, long run, String last) {
        List<String> keys = phases.stream().map(RunPhase::key).toList();
        for (RunPhase phase : phases.subList(keys.indexOf(last) + 1, phases.size())) {
            List<RunPhase.Stretch> stretches = phase.begin(transaction, run);
            if (!stretches.isEmpty()) {
                cut(transaction, run, phase.key(), stretches);
                return true;
            }
        }
        return false;
    }

    private static void cut(Transaction transaction, long run, String phase, List<RunPhase.Stretch> stretches) {
        transaction
                .sql("""
                        INSERT INTO run_shard (run_no, shard_no, phase, person_from, person_to, checkpoint)
                        SELECT :run, n + (SELECT coalesce(max(shard_no), 0) FROM run_shard WHERE run_no = :run), :phase,
                               first, last, first - 1
                          FROM unnest(:firsts::bigint[], :lasts::bigint[]) WITH ORDINALITY AS s (first, last, n)
                        """)
                .bind("run", run)
                .bind("phase", phase)
                .bind("firsts", stretches.stream().map(RunPhase.Stretch::first).toList())
                .bind("lasts", stretches.stream().map(RunPhase.Stretch::last).toList())
                .update();
        transaction
                .sql("UPDATE run SET phase = :phase WHERE run_no = :run")
                .bind("phase", phase)
                .bind("run", run)
                .update();
        log.info("Run {} begins its phase {}", run, phase);
    }

    private static void close(Transaction transaction, long run) {
        transaction.sql(ADVANCE).bind("run", run).update();
        transaction
                .sql("UPDATE run SET state = 'DONE', finished_at = clock_timestamp() WHERE run_no = :run")
                .bind("run", run)
                .update();
        transaction
                .sql("DELETE FROM run_person WHERE run_no = :run")
                .bind("run", run)
                .update();
        log.info("Run {} is done", run);
    }
}
