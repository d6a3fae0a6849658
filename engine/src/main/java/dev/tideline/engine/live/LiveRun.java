package dev.tideline.engine.live;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.run.RunBasis;
import dev.tideline.engine.sweep.run.RunTerms;
import dev.tideline.engine.sweep.shard.RunSpec;
import dev.tideline.engine.users.UserStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/** What decisions that events trigger belong to: one run a day of UTC, shared by all nodes. For one thread. */
final class LiveRun {

    private static final long MAKING = 7_205L << 32;

    private final Database database;
    private final EvaluationPolicy policy;
    private final UserStore users;
    private final String configuration;
    private LocalDate day = LocalDate.MIN;
    private long number;

    LiveRun(Database database, EvaluationPolicy policy, UserStore users) {
        this.database = database;
        this.policy = policy;
        this.users = users;
        this.configuration = policy.configuration();
    }

    /** Those of these playbooks that have begun: a first sweep tells whom a playbook fits already. */
    static Set<String> begun(Transaction transaction, Set<String> playbooks) {
        return Set.copyOf(transaction
                .sql("SELECT playbook FROM playbook WHERE first_run IS NOT NULL AND playbook = ANY(:playbooks)")
                .bind("playbooks", playbooks)
                .list(row -> row.text("playbook")));
    }

    /** The run as it decides at an instant: like a sweep, but it leaves nobody swept. */
    RunSpec at(Transaction transaction, Instant asOf, LoadedRulebook loaded, Set<String> playbooks) {
        Set<String> stale =
                Staleness.of(transaction, users, policy.model(), asOf).columns();
        RunBasis basis = new RunBasis(loaded.rulebook().hash(), loaded.versions(), configuration, stale);
        return new RunSpec(
                new RunId(number(asOf)),
                asOf,
                basis,
                playbooks,
                Set.of(),
                false,
                false,
                true,
                Set.of(),
                0L,
                Set.of(),
                Set.of(),
                RunTerms.of(transaction, playbooks, loaded.predecessors()));
    }

    /** Made in a transaction of its own, so that nobody waits for its row longer than that. */
    private long number(Instant asOf) {
        LocalDate today = LocalDate.ofInstant(asOf, ZoneOffset.UTC);
        if (!today.equals(day)) {
            number = database.inTransaction(transaction -> {
                transaction
                        .sql("SELECT pg_advisory_xact_lock(:key)::text AS done")
                        .bind("key", MAKING)
                        .list(row -> true);
                return find(transaction, today).orElseGet(() -> make(transaction, today, asOf));
            });
            day = today;
        }
        return number;
    }

    private static Optional<Long> find(Transaction transaction, LocalDate day) {
        return transaction
                .sql("SELECT run_no FROM live_day WHERE day = :day")
                .bind("day", day)
                .first(row -> row.number("run_no"));
    }

    private static long make(Transaction transaction, LocalDate day, Instant asOf) {
        return transaction.sql("""
                        WITH made AS (
                            INSERT INTO run (state, as_of, requested_by, reason, started_at, finished_at)
                            VALUES ('DONE', :asOf, 'events', 'Decisions that events triggered', now(), now())
                            RETURNING run_no)
                        INSERT INTO live_day (day, run_no) SELECT :day, run_no FROM made RETURNING run_no
                        """).bind("asOf", asOf).bind("day", day).one(row -> row.number("run_no"));
    }
}
