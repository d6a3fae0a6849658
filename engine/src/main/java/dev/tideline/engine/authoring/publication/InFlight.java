package dev.tideline.engine.authoring.publication;

import dev.tideline.engine.database.Database;
import java.util.List;

/**
 * What a playbook has begun and not ended. A pause stops none of it but the touches that wait, and the offers that nobody has
 * accepted.
 *
 * @param openOffers offers that users may still accept, or have accepted
 * @param reservedGrants grants that count in budgets and are not final
 * @param payableGrants grants that are owed and not paid
 * @param unsentTouches touches and notices that wait to be sent; what is promotional is not sent while it is paused
 * @param runs numbers of the runs under way that evaluate it; they leave it out from their next chunk on
 */
public record InFlight(long openOffers, long reservedGrants, long payableGrants, long unsentTouches, List<Long> runs) {

    public InFlight {
        runs = List.copyOf(runs);
    }

    /** What a playbook has in flight now. */
    public static InFlight of(Database database, String playbook) {
        return database.inTransaction(transaction -> {
            List<Long> runs = transaction
                    .sql(
                            "SELECT run_no FROM run WHERE state = 'RUNNING' AND :playbook = ANY(playbooks) ORDER BY run_no")
                    .bind("playbook", playbook)
                    .list(row -> row.number("run_no"));
            return transaction
                    .sql("""
                            SELECT (SELECT count(*) FROM offer
                                     WHERE playbook = :playbook AND state IN ('OPEN', 'SEEN', 'ACCEPTED')) AS offers,
                                   (SELECT count(*) FROM outbox WHERE playbook = :playbook AND state = 'READY') AS unsent,
                                   count(*) FILTER (WHERE state IN ('HELD', 'RESERVED', 'LOCKED')) AS reserved,
                                   count(*) FILTER (WHERE state = 'PAYABLE') AS payable
                              FROM ledger_grant
                             WHERE split_part(grant_key, '|', 1) = :playbook
                               AND state IN ('HELD', 'RESERVED', 'LOCKED', 'PAYABLE')
                            """)
                    .bind("playbook", playbook)
                    .one(row -> new InFlight(
                            row.number("offers"),
                            row.number("reserved"),
                            row.number("payable"),
                            row.number("unsent"),
                            runs));
        });
    }
}
