package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.Count;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Leases and checkpoints in PostgreSQL, by the clock of PostgreSQL. Thread-safe. */
final class ShardStore {

    private static final String LEASE = """
            UPDATE run_shard s
               SET token = token + 1, leased_by = :node, leased_until = clock_timestamp() + :millis * interval '1 ms'
              FROM run r
             WHERE r.run_no = s.run_no AND (s.run_no, s.shard_no) = (
                   SELECT c.run_no, c.shard_no FROM run_shard c JOIN run o USING (run_no)
                    WHERE o.state = 'RUNNING' AND o.epoch <= :epoch AND NOT c.done AND o.run_no <> ALL(:strange::bigint[])
                      AND (c.leased_until IS NULL OR c.leased_until < clock_timestamp())
                    ORDER BY c.run_no, c.shard_no
                    LIMIT 1 FOR UPDATE OF c SKIP LOCKED)
            RETURNING s.shard_no, s.phase, s.checkpoint, s.person_to, s.token, r.run_no, r.as_of, r.playbooks, r.dry_run,
                      r.advances, r.listed, r.scarce, r.since::text::bigint AS since, r.schedules, r.whole, r.first_runs,
                      r.rulebook, r.versions, r.configuration, r.stale, r.terms
            """;

    private static final String COMMIT = """
            UPDATE run_shard s
               SET checkpoint = :last, passed = passed + :passed, evaluated = evaluated + :evaluated,
                   matched = matched + :matched, entered = entered + :entered, poisoned = poisoned + :poisoned,
                   done = :last >= person_to, leased_until = clock_timestamp() + :millis * interval '1 ms'
              FROM run r
             WHERE r.run_no = s.run_no AND r.state = 'RUNNING'
               AND s.run_no = :run AND s.shard_no = :shard AND s.token = :token AND NOT s.done
            """;

    private static final String COUNT = """
            INSERT INTO run_count (run_no, shard_no, playbook, outcome, reason, count)
            SELECT :run, :shard, * FROM unnest(:playbooks::text[], :outcomes::text[], :reasons::text[], :counts::bigint[])
            ON CONFLICT (run_no, shard_no, playbook, outcome, reason) DO UPDATE SET count = run_count.count + excluded.count
            """;

    private static final String POISON = """
            INSERT INTO poison (run_no, person_no, playbook, user_id, error)
            VALUES (:run, :person, :playbook, :user, :error)
            ON CONFLICT (run_no, person_no, playbook)
            DO UPDATE SET user_id = excluded.user_id, error = excluded.error, at = now()
            RETURNING xmax = 0 AS fresh
            """;

    /** He has not been evaluated: he stays dirty for every playbook until he is. */
    private static final String AGAIN = "UPDATE users SET changed_xid = pg_current_xact_id() WHERE person_no = :person";

    /** Whoever was set aside before is dirty: a run of the same playbooks that passes him has evaluated him anew. */
    private static final String HEALED = """
            DELETE FROM poison p USING run o
             WHERE o.run_no = p.run_no AND p.run_no < :run AND o.playbooks && :playbooks::text[]
               AND (p.playbook = '' OR p.playbook = ANY(:playbooks::text[]))
               AND p.person_no > :after AND p.person_no <= :last
            """;

    private static final int LONGEST_ERROR = 2_000;

    private final Database database;
    private final String node;
    private final Duration lease;

    ShardStore(Database database, String node, Duration lease) {
        this.database = database;
        this.node = node;
        this.lease = lease;
    }

    /**
     * Leases a shard that nobody works on.
     *
     * @param epoch of this node; runs planned later are left alone
     * @param strange numbers of runs that are left alone
     */
    Optional<Lease> lease(long epoch, Set<Long> strange) {
        return database.inTransaction(transaction -> transaction
                .sql(LEASE)
                .bind("node", node)
                .bind("millis", lease.toMillis())
                .bind("epoch", epoch)
                .bind("strange", strange)
                .first(ShardStore::lease));
    }

    /** Keeps a lease alive while a chunk takes its time. */
    void extend(Lease lease) {
        leasedUntil(lease, "clock_timestamp() + " + this.lease.toMillis() + " * interval '1 ms'");
    }

    /** Gives a shard back before its end. */
    void release(Lease lease) {
        leasedUntil(lease, "NULL");
    }

    private void leasedUntil(Lease lease, String until) {
        database.inTransaction(transaction -> transaction
                .sql("UPDATE run_shard SET leased_until = " + until
                        + " WHERE run_no = :run AND shard_no = :shard AND token = :token AND NOT done")
                .bind("run", lease.run().id().number())
                .bind("shard", lease.shard())
                .bind("token", lease.token())
                .update());
    }

    /** The next persons of a shard, at most this many. */
    Chunk next(Transaction transaction, Lease lease, int size) {
        if (!lease.phase().isEmpty()) {
            long last = Math.min(lease.last(), lease.checkpoint() + size);
            return new Chunk(lease.run(), lease.phase(), lease.checkpoint(), last, last - lease.checkpoint());
        }
        String source = lease.run().listed()
                ? "run_person WHERE run_no = " + lease.run().id() + " AND"
                : "person WHERE";
        return transaction
                .sql("SELECT max(person_no) AS last, count(*) AS persons FROM (SELECT person_no FROM " + source
                        + " person_no > :after AND person_no <= :last ORDER BY person_no LIMIT :size) AS next")
                .bind("after", lease.checkpoint())
                .bind("last", lease.last())
                .bind("size", size)
                .one(row -> new Chunk(
                        lease.run(),
                        lease.phase(),
                        lease.checkpoint(),
                        row.number("persons") < size
                                ? lease.last()
                                : row.optionalNumber("last").orElse(lease.last()),
                        row.number("persons")));
    }

    /** Moves the checkpoint past a chunk. False if the lease does not count any more: the transaction must not commit. */
    boolean commit(Transaction transaction, Lease lease, Chunk chunk, ChunkResult result) {
        count(transaction, lease, result.counts());
        // whoever is seen twice, in a second pass too, is set aside once
        long poisoned = result.poisoned().stream()
                .filter(one -> poison(transaction, lease.run(), one))
                .count();
        if (!lease.run().dryRun() && chunk.phase().isEmpty()) {
            heal(transaction, chunk);
        }
        return transaction
                        .sql(COMMIT)
                        .bind("last", chunk.last())
                        .bind("passed", chunk.phase().isEmpty() ? chunk.persons() : 0)
                        .bind("evaluated", result.evaluated())
                        .bind("matched", result.matched())
                        .bind("entered", result.entered())
                        .bind("poisoned", poisoned)
                        .bind("millis", this.lease.toMillis())
                        .bind("run", lease.run().id().number())
                        .bind("shard", lease.shard())
                        .bind("token", lease.token())
                        .update()
                == 1;
    }

    private static void count(Transaction transaction, Lease lease, List<Count> counts) {
        if (counts.isEmpty()) {
            return;
        }
        transaction
                .sql(COUNT)
                .bind("run", lease.run().id().number())
                .bind("shard", lease.shard())
                .bind("playbooks", counts.stream().map(Count::playbook).toList())
                .bind("outcomes", counts.stream().map(Count::outcome).toList())
                .bind("reasons", counts.stream().map(Count::reason).toList())
                .bind("counts", counts.stream().map(Count::count).toList())
                .update();
    }

    private static void heal(Transaction transaction, Chunk chunk) {
        transaction
                .sql(HEALED)
                .bind("run", chunk.run().id().number())
                .bind("playbooks", chunk.run().playbooks())
                .bind("after", chunk.after())
                .bind("last", chunk.last())
                .update();
    }

    /** Whether the person had not been set aside by this run before. */
    private static boolean poison(Transaction transaction, RunSpec run, ChunkResult.Poisoned poisoned) {
        String error = poisoned.error().replace('\0', ' ');
        boolean fresh = transaction
                .sql(POISON)
                .bind("run", run.id().number())
                .bind("person", poisoned.personNo())
                .bind("playbook", poisoned.playbook())
                .bind("user", poisoned.userId())
                .bind("error", error.length() <= LONGEST_ERROR ? error : error.substring(0, LONGEST_ERROR))
                .one(row -> row.flag("fresh"));
        if (!run.dryRun()) {
            transaction.sql(AGAIN).bind("person", poisoned.personNo()).update();
            poisoned.noteCut(transaction);
        }
        return fresh;
    }

    private static Lease lease(Row row) throws SQLException {
        return new Lease(
                RunSpec.of(row),
                row.text("phase"),
                row.integer("shard_no"),
                row.number("checkpoint"),
                row.number("person_to"),
                row.number("token"));
    }
}
