package dev.tideline.engine.pools;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.pools.enrolment.PoolsInRun;
import dev.tideline.engine.sweep.run.RunPhase.Stretch;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of {@code pool_share} that are to be paid, in one transaction. */
final class ShareRows {

    private final Transaction transaction;

    ShareRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** A share by its position. */
    record Kept(GrantKey key, String playbook, String incentive, BigDecimal amount) {}

    /** What was granted last under a key. */
    record Part(GrantId id, boolean reserved, List<BudgetId> budgets) {}

    /** Lines up every share of these playbooks that is not done, those that a budget refused before too. */
    List<Stretch> queue(long run, Collection<String> playbooks) {
        long before = transaction
                .sql("SELECT coalesce(max(position), 0) AS last FROM pool_share WHERE run_no = :run")
                .bind("run", run)
                .one(row -> row.number("last"));
        long queued = transaction
                .sql("""
                        UPDATE pool_share s SET run_no = :run, position = :before + n.place
                        FROM (SELECT grant_key, row_number() OVER (ORDER BY divided_at, playbook, grant_key COLLATE "C") AS place
                              FROM pool_share WHERE NOT done AND playbook = ANY(:playbooks::text[])) AS n
                        WHERE n.grant_key = s.grant_key
                        """)
                .bind("run", run)
                .bind("before", before)
                .bind("playbooks", playbooks)
                .update();
        return PoolsInRun.stretches(before, before + queued);
    }

    /** The shares in {@code (after, last]} that are not done. */
    List<Kept> between(long run, long after, long last) {
        return transaction
                .sql("""
                        SELECT * FROM pool_share WHERE run_no = :run AND position > :after AND position <= :last AND NOT done
                        ORDER BY position
                        """)
                .bind("run", run)
                .bind("after", after)
                .bind("last", last)
                .list(row -> new Kept(
                        new GrantKey(row.text("grant_key")),
                        row.text("playbook"),
                        row.text("incentive"),
                        row.result().getBigDecimal("amount")));
    }

    /** What was reserved when they qualified, or before a budget refused. */
    Map<GrantKey, Part> parts(Collection<GrantKey> keys) {
        Map<GrantKey, Part> parts = new HashMap<>();
        transaction
                .sql("""
                        SELECT DISTINCT ON (grant_key) grant_key, grant_no, state = 'RESERVED' AS reserved, budgets
                        FROM ledger_grant WHERE grant_key = ANY(:keys::text[]) ORDER BY grant_key, grant_no DESC
                        """)
                .bind("keys", texts(keys))
                .list(row -> parts.put(
                        new GrantKey(row.text("grant_key")),
                        new Part(
                                new GrantId(row.number("grant_no")),
                                row.flag("reserved"),
                                row.texts("budgets").stream().map(BudgetId::of).toList())));
        return parts;
    }

    /** These are posted, or nothing. */
    void done(Collection<GrantKey> keys) {
        transaction
                .sql("UPDATE pool_share SET done = true WHERE grant_key = ANY(:keys::text[])")
                .bind("keys", texts(keys))
                .update();
    }

    private static List<String> texts(Collection<GrantKey> keys) {
        return keys.stream().map(GrantKey::text).toList();
    }
}
