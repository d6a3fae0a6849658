package dev.tideline.engine.sweep.run;

import dev.tideline.engine.audience.GoneRules;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import java.time.Instant;
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
            if (run.begun() && run.basis().hasRulesOf(scope.basis(run.asOf()))) {
                goOn(transaction, run);
            } else {
                OpenRuns.clear(transaction, List.of(run.number()));
                plan(transaction, run);
            }
        });
        return next.isPresent();
    }

    /**
     * It was held: its shards stand where they stood, but live runs never go back in time. If other rules are in force by
     * now it begins anew with those: what a person released was not them.
     */
    private void goOn(Transaction transaction, PlannedRun run) {
        Instant asOf = transaction.sql("""
                        UPDATE run SET state = 'RUNNING',
                               as_of = greatest(as_of, (SELECT max(swept_as_of) FROM playbook
                                                         WHERE playbook = ANY(run.playbooks)))
                         WHERE run_no = :run RETURNING as_of
                        """).bind("run", run.number()).one(row -> row.instant("as_of"));
        RunBasis basis = scope.basis(asOf);
        // A signature that no sweep has: who was passed before may have been seen with other stale fields.
        transaction
                .sql("""
                        UPDATE run SET stale = :stale, signature = CASE WHEN signature = :signature THEN signature ELSE '?' END
                         WHERE run_no = :run
                        """)
                .bind("stale", basis.stale())
                .bind("signature", scope.signature(asOf, basis))
                .bind("run", run.number())
                .update();
        log.info("Run {} goes on", run.number());
    }

    private void plan(Transaction transaction, PlannedRun run) {
        long epoch = scope.epoch();
        Reach reach = Reach.of(transaction, run, scope);
        if (reach.playbooks().isEmpty()) {
            finish(transaction, run);
            return;
        }
        long watermark = watermark(transaction);
        ShardCutter cutter = new ShardCutter(transaction, run.number(), reach, reach.asOf());
        boolean listed = cutter.list();
        long total = cutter.cut(listed);
        transaction
                .sql("""
                        UPDATE run SET state = 'RUNNING', started_at = clock_timestamp(), epoch = :epoch,
                               as_of = :asOf, watermark = :watermark::text::xid8, advances = :advances,
                               listed = :listed, since = :since::text::xid8, schedules = :schedules::integer[],
                               whole = :whole::integer[],
                               playbooks = :playbooks, rulebook = :rulebook, versions = :versions,
                               configuration = :configuration, stale = :stale, signature = :signature, total = :total,
                               match_limit = :limit
                         WHERE run_no = :run
                        """)
                .bind("epoch", epoch)
                .bind("asOf", reach.asOf())
                .bind("watermark", watermark)
                .bind("whole", reach.whole())
                .bind("advances", reach.advances())
                .bind("listed", listed)
                .bind("since", reach.since())
                .bind("schedules", reach.schedules())
                .bind("playbooks", reach.playbooks())
                .bind("rulebook", reach.basis().rulebook())
                .bind("versions", reach.basis().versions())
                .bind("configuration", reach.basis().configuration())
                .bind("stale", reach.basis().stale())
                .bind("signature", reach.signature())
                .bind("total", total)
                .bind("limit", MatchLimit.of(transaction, run.number()).orElse(null))
                .bind("run", run.number())
                .update();
        if (!run.dryRun()) {
            noteBegun(transaction, run, reach);
        }
        log.info(
                "Run {} begins: {} of {} playbooks, {} persons{}",
                run.number(),
                reach.since() == null ? "everybody" : "dirty or due",
                reach.playbooks().size(),
                total,
                run.dryRun() ? ", dry" : "");
    }

    /**
     * Every change with a lower number is visible to the statements that come after this one. Read it before the list of
     * persons, or a change that commits in between is lost.
     */
    private static long watermark(Transaction transaction) {
        return transaction
                .sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS watermark")
                .one(row -> row.number("watermark"));
    }

    private static void noteBegun(Transaction transaction, PlannedRun run, Reach reach) {
        transaction
                .sql("""
                        UPDATE playbook
                           SET first_run = CASE WHEN playbook IN (SELECT playbook FROM beginning_playbook)
                                                THEN :run ELSE first_run END,
                               swept_as_of = greatest(swept_as_of, :asOf::timestamptz)
                         WHERE playbook = ANY(:playbooks)
                        """)
                .bind("run", run.number())
                .bind("asOf", reach.asOf())
                .bind("playbooks", reach.playbooks())
                .update();
        transaction.sql("""
                        UPDATE run SET first_runs = ARRAY(SELECT playbook FROM playbook
                                                           WHERE first_run = :run AND playbook = ANY(run.playbooks))
                         WHERE run_no = :run
                        """).bind("run", run.number()).update();
    }

    private static void finish(Transaction transaction, PlannedRun run) {
        transaction.sql("""
                        UPDATE run SET state = 'DONE', reason = 'No playbook of this run acts: paused, broken or unknown',
                               started_at = clock_timestamp(), finished_at = clock_timestamp()
                         WHERE run_no = :run
                        """).bind("run", run.number()).update();
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

    private static boolean busy(Transaction transaction) {
        return transaction
                .sql("SELECT EXISTS (SELECT FROM run WHERE state = 'RUNNING') AS busy")
                .one(row -> row.flag("busy"));
    }
}
