package dev.tideline.engine.ledger.store.row;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.book.Account.Bucket;
import dev.tideline.engine.ledger.book.Entry;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What follows a step, queued in the transaction that books it, whoever asked for it: the wallet is told, locks are watched. */
final class FollowingRows {

    private static final String HOUSE = "house";

    private final Transaction transaction;

    FollowingRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Queues grants that have become payable or locked, and parts that come back of what the wallet may have paid. */
    void follow(List<Grant> changed, List<Entry> entries, Instant at) {
        List<Long> payable = in(GrantState.PAYABLE, changed);
        if (!payable.isEmpty()) {
            queue(payable, at);
        }
        List<Long> locked = in(GrantState.LOCKED, changed);
        if (!locked.isEmpty()) {
            watch(locked, at);
        }
        List<Entry> back = entries.stream().filter(FollowingRows::isBack).toList();
        if (!back.isEmpty()) {
            takeBack(back, changed, at);
        }
    }

    private static boolean isBack(Entry entry) {
        boolean told = entry.from().bucket() == Bucket.PAYABLE || entry.from().bucket() == Bucket.PAID;
        return entry.from().owner().equals(HOUSE) && told && entry.to().bucket() == Bucket.ROOM;
    }

    private static List<Long> in(GrantState state, List<Grant> grants) {
        return grants.stream()
                .filter(grant -> grant.state() == state)
                .map(grant -> grant.id().number())
                .toList();
    }

    private void watch(List<Long> grants, Instant at) {
        transaction.sql("""
                        INSERT INTO vesting (grant_no, since, next_check_at) SELECT no, :at, :at FROM unnest(:nos) AS g (no)
                        ON CONFLICT (grant_no) DO NOTHING
                        """).bind("nos", grants).bind("at", at).update();
    }

    private void queue(List<Long> grants, Instant at) {
        transaction.sql("""
                        INSERT INTO payout (grant_no, kind, created_at, next_attempt_at)
                        SELECT no, 'PAY', :at, :at FROM unnest(:nos) WITH ORDINALITY AS g (no, place) ORDER BY place
                        ON CONFLICT (grant_no) WHERE kind = 'PAY' DO NOTHING
                        """).bind("nos", grants).bind("at", at).update();
    }

    /** What the wallet was never told it need not take back; the lock makes sure that it is not told meanwhile. */
    private void takeBack(List<Entry> back, List<Grant> changed, Instant at) {
        List<Long> ended = in(GrantState.CLAWED_BACK, changed);
        Set<Long> told = new HashSet<>(transaction
                .sql("""
                        UPDATE payout p SET state = CASE WHEN gone THEN 'WITHDRAWN' ELSE state END,
                            ended_at = CASE WHEN gone THEN now() ELSE ended_at END
                        FROM (SELECT payout_no, state = 'READY' AND grant_no = ANY(:ended::bigint[]) AS gone
                              FROM payout WHERE kind = 'PAY' AND grant_no = ANY(:nos)
                              ORDER BY payout_no FOR UPDATE) k
                        WHERE k.payout_no = p.payout_no RETURNING grant_no, attempts
                        """)
                .bind("ended", ended)
                .bind("nos", back.stream().map(entry -> entry.grant().number()).toList())
                .list(row -> row.integer("attempts") > 0 ? row.number("grant_no") : 0L));
        Columns rows = new Columns(2);
        back.stream()
                .filter(entry -> told.contains(entry.grant().number()))
                .forEach(
                        entry -> rows.add(entry.grant().number(), entry.amount().minor()));
        if (rows.rows() > 0) {
            insert(rows, at);
        }
    }

    private void insert(Columns rows, Instant at) {
        transaction
                .sql("""
                        INSERT INTO payout (grant_no, kind, amount, created_at, next_attempt_at)
                        SELECT no::bigint, 'TAKE_BACK', amount::numeric, :at, :at
                        FROM unnest(:nos, :amounts) AS b (no, amount)
                        """)
                .bind("nos", rows.get(0))
                .bind("amounts", rows.get(1))
                .bind("at", at)
                .update();
    }
}
