package dev.tideline.engine.fulfilment;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.PostgresLedger;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The wallet's acknowledgements: each makes a payable grant paid, once, however often it comes. Thread-safe; blocks.
 */
public final class Payouts {

    private final Database database;

    public Payouts(Database database) {
        this.database = database;
    }

    /** The wallet has these; one answer a grant, in their order. */
    public List<Moved> acknowledge(List<GrantId> grants) {
        return database.retrying(transaction -> acknowledge(transaction, grants));
    }

    /** How far the wallet has been told to pay these grants; absent where it need not be told yet. */
    public Map<GrantId, Told> told(Collection<GrantId> grants) {
        Map<GrantId, Told> found = new HashMap<>();
        database.inTransaction(transaction -> transaction
                .sql("SELECT * FROM payout WHERE kind = 'PAY' AND grant_no = ANY(:grants::bigint[])")
                .bind("grants", grants.stream().map(GrantId::number).toList())
                .list(row -> found.put(
                        new GrantId(row.number("grant_no")),
                        new Told(
                                row.text("state"),
                                row.integer("attempts"),
                                row.text("reason"),
                                row.optionalInstant("taken_at").orElse(null),
                                row.instant("created_at"),
                                row.instant("next_attempt_at")))));
        return found;
    }

    /** Grants before payouts: the order in which the ledger locks them. */
    private static List<Moved> acknowledge(Transaction transaction, List<GrantId> grants) {
        List<Moved> moved = new PostgresLedger(transaction).move(grants, Step.PAY, transaction.now());
        transaction
                .sql("""
                        UPDATE payout p SET state = 'ACKNOWLEDGED', reason = '', leased_until = NULL, ended_at = now()
                        FROM (SELECT payout_no FROM payout JOIN ledger_grant g USING (grant_no)
                              WHERE kind = 'PAY' AND payout.state = 'READY' AND g.state = 'PAID'
                                  AND grant_no = ANY(:grants::bigint[])
                              ORDER BY payout_no FOR UPDATE OF payout) k
                        WHERE k.payout_no = p.payout_no
                        """)
                .bind("grants", grants.stream().map(GrantId::number).toList())
                .update();
        return moved;
    }
}
