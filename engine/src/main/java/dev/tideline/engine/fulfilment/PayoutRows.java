package dev.tideline.engine.fulfilment;

import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.money.Asset;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Rows of {@code payout} with what is known of their grants, in one transaction. */
final class PayoutRows {

    private final Transaction transaction;

    PayoutRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** The bodies that were fixed before. */
    Map<Long, String> bodies(List<Long> numbers) {
        Map<Long, String> found = new HashMap<>();
        transaction
                .sql("SELECT payout_no, body FROM payout WHERE payout_no = ANY(:nos::bigint[]) AND body IS NOT NULL")
                .bind("nos", numbers)
                .list(row -> found.put(row.number("payout_no"), row.text("body")));
        return found;
    }

    /** These payouts, what is to be taken back first; their rows are locked, so that what comes back of a grant meanwhile waits. */
    List<Payout> read(List<Long> numbers) {
        return transaction.sql("""
                        SELECT p.payout_no, p.kind, p.grant_no, g.grant_key, g.incentive, g.asset, g.decimals,
                            coalesce(p.amount, g.amount - g.refunded) AS minor, p.created_at, p.attempts,
                            p.leased_until, u.user_id, n.person_id, w.address
                        FROM payout p JOIN ledger_grant g USING (grant_no)
                        LEFT JOIN incentive_grant i ON i.grant_key = g.grant_key AND i.voided_at IS NULL
                        LEFT JOIN users u ON u.user_no = i.user_no
                        LEFT JOIN person n ON n.person_no = i.person_no
                        LEFT JOIN wallet_share w ON w.grant_key = g.grant_key
                        WHERE p.payout_no = ANY(:nos::bigint[]) ORDER BY p.kind DESC, p.payout_no
                        """).bind("nos", numbers).list(PayoutRows::payout);
    }

    private static Payout payout(Row row) throws SQLException {
        Asset asset = new Asset(row.text("asset"), row.integer("decimals"));
        return new Payout(
                row.number("payout_no"),
                Payout.Kind.valueOf(row.text("kind")),
                new GrantId(row.number("grant_no")),
                new GrantKey(row.text("grant_key")),
                row.text("incentive"),
                asset.ofMinor(row.result().getBigDecimal("minor").toBigIntegerExact()),
                new Payout.Payee(
                        row.optionalText("user_id").orElse(null),
                        row.optionalText("person_id").orElse(null),
                        row.optionalText("address").orElse(null)),
                row.instant("created_at"),
                row.integer("attempts"),
                row.instant("leased_until"));
    }

    /** Keeps what is sent from now on, whatever becomes of the grant; the type as {@link PayoutBody} takes it. */
    String fix(Payout payout, Incentive.@Nullable Type type) {
        String body = PayoutBody.of(payout, type);
        transaction
                .sql("UPDATE payout SET body = :body WHERE payout_no = :number")
                .bind("body", body)
                .bind("number", payout.number())
                .update();
        return body;
    }

    /** Writes what came of attempts, as far as their payouts are still theirs. */
    void after(List<PayoutQueue.After> results) {
        transaction
                .sql("""
                        UPDATE payout p SET leased_until = NULL, reason = r.cause,
                            state = CASE WHEN r.ended THEN 'ACKNOWLEDGED' ELSE p.state END,
                            ended_at = CASE WHEN r.ended THEN now() ELSE p.ended_at END,
                            taken_at = CASE WHEN r.taken AND NOT r.ended THEN coalesce(p.taken_at, now()) ELSE p.taken_at END,
                            next_attempt_at = now() + make_interval(secs => r.seconds::float8)
                        FROM (SELECT no, lease::timestamptz AS lease, ended::boolean AS ended, taken::boolean AS taken,
                                  cause, seconds
                              FROM unnest(:nos::bigint[], :leases::text[], :ended::text[], :taken::text[], :causes::text[],
                                  :seconds::bigint[]) AS k (no, lease, ended, taken, cause, seconds)) AS r
                        WHERE p.payout_no = r.no AND p.state = 'READY' AND p.leased_until = r.lease
                        """)
                .bind("nos", results.stream().map(one -> one.payout().number()).toList())
                .bind("leases", texts(results, one -> one.payout().leasedUntil()))
                .bind("ended", texts(results, PayoutQueue.After::ended))
                .bind("taken", texts(results, PayoutQueue.After::taken))
                .bind("causes", texts(results, PayoutQueue.After::cause))
                .bind(
                        "seconds",
                        results.stream().map(one -> one.pause().toSeconds()).toList())
                .update();
    }

    private static List<String> texts(List<PayoutQueue.After> results, Function<PayoutQueue.After, Object> part) {
        return results.stream().map(one -> part.apply(one).toString()).toList();
    }

    /** It may not be paid now, and is looked at again after the pause; this was no attempt. */
    void bar(Payout payout, String reason, Duration pause) {
        transaction
                .sql("""
                        UPDATE payout SET leased_until = NULL, attempts = attempts - 1, reason = :reason,
                            next_attempt_at = now() + make_interval(secs => :seconds::float8)
                        WHERE payout_no = :number
                        """)
                .bind("reason", reason)
                .bind("seconds", pause.toSeconds())
                .bind("number", payout.number())
                .update();
    }

    /** It waits, as if it had never been taken. */
    void postpone(Payout payout, Instant due) {
        transaction
                .sql(
                        "UPDATE payout SET leased_until = NULL, attempts = 0, next_attempt_at = :due WHERE payout_no = :number")
                .bind("due", due)
                .bind("number", payout.number())
                .update();
    }
}
