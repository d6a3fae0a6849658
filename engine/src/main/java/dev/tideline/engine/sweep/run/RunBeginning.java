package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Transaction;
import java.time.Instant;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes on the row of a run what it decides with, and cuts its shards, in the transaction that plans it. */
final class RunBeginning {

    private static final Logger log = LoggerFactory.getLogger(RunBeginning.class);

    private final Transaction transaction;
    private final PlannedRun run;
    private final RunScope scope;
    private final long epoch;

    RunBeginning(Transaction transaction, PlannedRun run, RunScope scope) {
        this.transaction = transaction;
        this.run = run;
        this.scope = scope;
        this.epoch = scope.epoch();
    }

    /**
     * It was held: its shards stand where they stood, but live runs never go back in time. Who releases it has looked at
     * these rules.
     */
    void goOn() {
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

    /** From its first person, with the rules that are in force. */
    void begin() {
        Reach reach = Reach.of(transaction, run, scope);
        if (reach.playbooks().isEmpty()) {
            end();
            return;
        }
        long watermark = watermark();
        ShardCutter cutter = new ShardCutter(transaction, run.number(), reach, reach.asOf());
        boolean listed = cutter.list();
        long total = cutter.cut(listed);
        noteReach(reach, watermark);
        noteSize(listed, total, scope.scarce(transaction, reach.playbooks(), total, reach.asOf()));
        if (!run.dryRun()) {
            notePlaybooks(reach);
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
    private long watermark() {
        return transaction
                .sql("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint AS watermark")
                .one(row -> row.number("watermark"));
    }

    private void noteReach(Reach reach, long watermark) {
        transaction
                .sql("""
                        UPDATE run SET epoch = :epoch, phase = '', as_of = :asOf, watermark = :watermark::text::xid8,
                               advances = :advances, since = :since::text::xid8, schedules = :schedules::integer[],
                               whole = :whole::integer[], playbooks = :playbooks, rulebook = :rulebook,
                               versions = :versions, configuration = :configuration, stale = :stale,
                               signature = :signature, terms = :terms::jsonb
                         WHERE run_no = :run
                        """)
                .bind(
                        "terms",
                        RunTerms.of(transaction, reach.playbooks(), scope.predecessors())
                                .json())
                .bind("epoch", epoch)
                .bind("asOf", reach.asOf())
                .bind("watermark", watermark)
                .bind("advances", reach.advances())
                .bind("since", reach.since())
                .bind("schedules", reach.schedules())
                .bind("whole", reach.whole())
                .bind("playbooks", reach.playbooks())
                .bind("rulebook", reach.basis().rulebook())
                .bind("versions", reach.basis().versions())
                .bind("configuration", reach.basis().configuration())
                .bind("stale", reach.basis().stale())
                .bind("signature", reach.signature())
                .bind("run", run.number())
                .update();
    }

    private void noteSize(boolean listed, long total, Set<String> scarce) {
        transaction
                .sql("""
                        UPDATE run SET state = 'RUNNING', started_at = clock_timestamp(), listed = :listed,
                               total = :total, match_limit = :limit, scarce = :scarce
                         WHERE run_no = :run
                        """)
                .bind("listed", listed)
                .bind("scarce", scarce)
                .bind("total", total)
                .bind("limit", MatchLimit.of(transaction, run.number()).orElse(null))
                .bind("run", run.number())
                .update();
    }

    private void notePlaybooks(Reach reach) {
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

    private void end() {
        transaction.sql("""
                        UPDATE run SET state = 'DONE', reason = 'No playbook of this run acts: paused, broken or unknown',
                               started_at = clock_timestamp(), finished_at = clock_timestamp()
                         WHERE run_no = :run
                        """).bind("run", run.number()).update();
    }
}
