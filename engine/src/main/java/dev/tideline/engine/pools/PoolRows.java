package dev.tideline.engine.pools;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows of {@code pool_share}, and of what shares are made from, in one transaction. */
final class PoolRows {

    private final Transaction transaction;

    /** Somebody who qualified in a run. */
    record Qualified(GrantKey key, long personNo, long userNo, String playbook) {}

    /** A share by its position. */
    record Kept(long position, GrantKey key, String playbook, String incentive, BigDecimal amount) {}

    PoolRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Whom this run granted a part in the pool of this incentive, and whose share is not posted yet. */
    List<Qualified> qualified(long run, Instant asOf, Set<String> playbooks, String incentive) {
        return transaction
                .sql("""
                        SELECT i.grant_key, i.person_no, i.user_no, i.playbook FROM incentive_grant i
                        JOIN decision d ON d.decision_id = i.decision_id AND d.decided_at = i.at
                        WHERE d.run_no = :run AND i.at = :asOf AND i.playbook = ANY(:playbooks::text[])
                            AND i.incentive = :incentive AND i.voided_at IS NULL AND NOT i.ghost
                            AND NOT EXISTS (SELECT FROM ledger_grant g WHERE g.grant_key = i.grant_key
                                AND g.state NOT IN ('VOID', 'EXPIRED', 'HELD', 'RESERVED'))
                        ORDER BY i.playbook, i.grant_key COLLATE "C"
                        """)
                .bind("run", run)
                .bind("asOf", asOf)
                .bind("playbooks", playbooks)
                .bind("incentive", incentive)
                .list(row -> new Qualified(
                        new GrantKey(row.text("grant_key")),
                        row.number("person_no"),
                        row.number("user_no"),
                        row.text("playbook")));
    }

    /** Fees of all trades in {@code [from, to)}. */
    Money fees(Asset asset, Instant from, Instant to) {
        BigDecimal sum = transaction
                .sql("""
                        SELECT coalesce(sum((payload ->> 'fee_usdt')::numeric), 0) AS fees FROM event
                        WHERE type = 'trade.executed' AND occurred_at >= :from AND occurred_at < :to
                        """)
                .bind("from", from)
                .bind("to", to)
                .one(row -> row.result().getBigDecimal("fees"));
        return asset.of(sum.max(BigDecimal.ZERO).setScale(asset.decimals(), RoundingMode.DOWN));
    }

    /** What this run posted of the pool before it was planned anew. */
    Money posted(long run, Asset asset, String playbook, String incentive) {
        BigDecimal sum = transaction
                .sql("""
                        SELECT coalesce(sum(g.amount - g.refunded), 0) AS posted FROM pool_share s
                        JOIN ledger_grant g USING (grant_key)
                        WHERE s.run_no = :run AND s.playbook = :playbook AND s.incentive = :incentive
                            AND g.state IN ('LOCKED', 'PAYABLE', 'PAID')
                        """)
                .bind("run", run)
                .bind("playbook", playbook)
                .bind("incentive", incentive)
                .one(row -> row.result().getBigDecimal("posted"));
        return asset.ofMinor(sum.toBigIntegerExact());
    }

    /** Drops the shares of a run that are not posted; returns the last position in use. */
    long drop(long run) {
        transaction.sql("""
                        DELETE FROM pool_share s WHERE run_no = :run AND NOT EXISTS (SELECT FROM ledger_grant g
                            WHERE g.grant_key = s.grant_key AND g.state IN ('LOCKED', 'PAYABLE', 'PAID'))
                        """).bind("run", run).update();
        return transaction
                .sql("SELECT coalesce(max(position), 0) AS last FROM pool_share WHERE run_no = :run")
                .bind("run", run)
                .one(row -> row.number("last"));
    }

    /** Keeps shares behind this position; returns the last one's. */
    long keep(long run, long after, String playbook, String incentive, Map<String, Money> shares) {
        transaction
                .sql("""
                        INSERT INTO pool_share (run_no, position, grant_key, playbook, incentive, amount)
                        SELECT :run, :after + place, key, :playbook, :incentive, amount::numeric
                        FROM unnest(:keys::text[], :amounts::text[]) WITH ORDINALITY AS s (key, amount, place)
                        """)
                .bind("run", run)
                .bind("after", after)
                .bind("playbook", playbook)
                .bind("incentive", incentive)
                .bind("keys", List.copyOf(shares.keySet()))
                .bind("amounts", shares.values().stream().map(Money::amountText).toList())
                .update();
        return after + shares.size();
    }

    /** The shares in {@code (after, last]}. */
    List<Kept> between(long run, long after, long last) {
        return transaction
                .sql("""
                        SELECT * FROM pool_share WHERE run_no = :run AND position > :after AND position <= :last
                        ORDER BY position
                        """)
                .bind("run", run)
                .bind("after", after)
                .bind("last", last)
                .list(row -> new Kept(
                        row.number("position"),
                        new GrantKey(row.text("grant_key")),
                        row.text("playbook"),
                        row.text("incentive"),
                        row.result().getBigDecimal("amount")));
    }
}
