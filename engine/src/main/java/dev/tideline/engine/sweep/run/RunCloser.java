package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import java.util.List;
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

    private final Database database;

    /** Over this database. */
    public RunCloser(Database database) {
        this.database = database;
    }

    /** Holds the run if it has more new matches than its schedule is used to. */
    public void holdIfTooMany(long run) {
        database.doInTransaction(transaction -> {
            if (transaction.sql(HOLD).bind("run", run).update() == 1) {
                log.warn("Run {} is held: it matches far more than its last runs", run);
            }
        });
    }

    /** Ends every run that has nothing left to do. Returns whether there was one. */
    public boolean closeFinished() {
        return database.inTransaction(transaction -> {
            List<Long> finished = transaction.sql("""
                            SELECT run_no FROM run r
                             WHERE state = 'RUNNING'
                               AND NOT EXISTS (SELECT FROM run_shard s WHERE s.run_no = r.run_no AND NOT s.done)
                               FOR UPDATE SKIP LOCKED
                            """).list(row -> row.number("run_no"));
            finished.forEach(run -> close(transaction, run));
            return !finished.isEmpty();
        });
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
