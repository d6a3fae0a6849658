package dev.tideline.engine.sweep.run;

import dev.tideline.engine.audience.GoneRules;
import dev.tideline.engine.budgets.Reconsidered;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.mend.OpenRuns;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns the oldest planned run into shards. One run is worked on at a time; one that is held stands aside. */
public final class RunPlanner {

    private static final Logger log = LoggerFactory.getLogger(RunPlanner.class);
    private static final long PLANNING = 7_203L << 32;

    private final Database database;
    private final RunScope scope;
    private volatile long cleared;

    /** A planner for what this scope has in force. */
    public RunPlanner(Database database, RunScope scope) {
        this.database = database;
        this.scope = scope;
    }

    /** Plans the next run if there is one and none is being worked on. */
    public boolean planNext() {
        if (scope.paused()) {
            return false;
        }
        clearGoneRules();
        if (database.inTransaction(RunPlanner::mayBegin)) {
            Reconsidered.ahead(database);
        }
        AtomicLong chosen = new AtomicLong();
        try {
            return database.inTransaction(transaction -> planNext(transaction, chosen));
        } catch (RuntimeException e) {
            if (chosen.get() == 0 || mayPass(e)) {
                throw e;
            }
            // An edge: one run that cannot be planned must not stop those after it.
            fail(chosen.get(), e);
            return true;
        }
    }

    /** Once for each change of the catalogue, as soon as no run is worked on. */
    private void clearGoneRules() {
        long epoch = scope.epoch();
        if (epoch == cleared) {
            return;
        }
        Map<String, Set<String>> standing = scope.standingRules();
        boolean done = database.inTransaction(transaction -> {
            boolean free = mayPlan(transaction, epoch);
            if (free) {
                GoneRules.leave(transaction, standing);
            }
            return free;
        });
        if (done) {
            cleared = epoch;
        }
    }

    private static boolean mayPass(RuntimeException problem) {
        return problem instanceof DatabaseException e && (e.worthRetrying() || e.isAway());
    }

    private void fail(long run, RuntimeException problem) {
        log.error("Run {} cannot be planned", run, problem);
        database.doInTransaction(transaction -> transaction
                .sql("""
                        UPDATE run SET state = 'FAILED', reason = 'Could not be planned: ' || :problem,
                               finished_at = clock_timestamp()
                         WHERE run_no = :run AND state = 'PLANNED'
                        """)
                .bind("problem", problem.toString().replace('\0', ' '))
                .bind("run", run)
                .update());
    }

    private boolean planNext(Transaction transaction, AtomicLong chosen) {
        if (!mayPlan(transaction, scope.epoch())) {
            return false;
        }
        Optional<PlannedRun> next = transaction.sql("""
                        SELECT run_no, cron, zone, playbooks, as_of, is_full, dry_run,
                               started_at IS NOT NULL AS begun, rulebook, versions, configuration, stale
                          FROM run LEFT JOIN schedule USING (schedule_no)
                         WHERE state = 'PLANNED' ORDER BY run_no LIMIT 1 FOR UPDATE OF run
                        """).first(PlannedRun::of);
        next.ifPresent(run -> {
            chosen.set(run.number());
            RunBeginning beginning = new RunBeginning(transaction, run, scope);
            if (run.begun() && run.basis().hasRulesOf(scope.basis(run.asOf()))) {
                beginning.goOn();
            } else {
                OpenRuns.clear(transaction, List.of(run.number()));
                beginning.begin();
            }
        });
        return next.isPresent();
    }

    private static boolean mayPlan(Transaction transaction, long epoch) {
        boolean mine = transaction
                .sql("SELECT pg_try_advisory_xact_lock(:key) AS mine")
                .bind("key", PLANNING)
                .one(row -> row.flag("mine"));
        return mine && upToDate(transaction, epoch) && !busy(transaction);
    }

    private static boolean upToDate(Transaction transaction, long epoch) {
        return transaction
                .sql("SELECT epoch, paused FROM catalogue")
                .one(row -> row.number("epoch") == epoch && !row.flag("paused"));
    }

    /** Whether a run waits for nothing but to be planned. */
    private static boolean mayBegin(Transaction transaction) {
        return transaction.sql("""
                        SELECT EXISTS (SELECT FROM run WHERE state = 'PLANNED')
                            AND NOT EXISTS (SELECT FROM run WHERE state = 'RUNNING') AS may
                        """).one(row -> row.flag("may"));
    }

    private static boolean busy(Transaction transaction) {
        return transaction
                .sql("SELECT EXISTS (SELECT FROM run WHERE state = 'RUNNING') AS busy")
                .one(row -> row.flag("busy"));
    }
}
