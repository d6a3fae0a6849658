package dev.tideline.engine.vesting;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.offer.TakeBacks;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks locked grants, when they are due, whether they have become the user's own: they vest, are clawed back, or wait on.
 * Any number of nodes may ask at once. Blocks; for one thread each.
 */
public final class Vestings {

    private final Database database;
    private final Findings findings;
    private final TakeBacks takeBacks;

    public Vestings(Database database, Incentives catalogue, UserStore users, FactsModel model, TakeBacks takeBacks) {
        this.database = database;
        this.takeBacks = takeBacks;
        this.findings = new Findings(catalogue, users, model);
    }

    /** Asks those that are due by the database's clock, the longest first. Returns how many it asked. */
    public int askDue(int most) {
        return database.inTransaction(transaction -> ask(transaction, transaction.now(), most));
    }

    /** Asks those that are due at an instant. */
    int ask(Transaction transaction, Instant now, int most) {
        List<LockedGrant> due = due(transaction, now, most);
        List<GrantId> vested = new ArrayList<>();
        Map<GrantKey, GrantId> forfeited = new LinkedHashMap<>();
        List<GrantId> ended = new ArrayList<>();
        for (LockedGrant grant : due) {
            Finding finding = grant.locked() ? findings.of(transaction, grant, now) : new Finding.Vests();
            if (finding instanceof Finding.Waits waits) {
                wait(transaction, grant.id(), waits);
            } else {
                ended.add(grant.id());
                if (finding instanceof Finding.Vests) {
                    vested.add(grant.id());
                } else {
                    forfeited.put(grant.key(), grant.id());
                }
            }
        }
        PostgresLedger ledger = new PostgresLedger(transaction);
        takeBacks.around(transaction, forfeited.keySet(), now, () -> {
            ledger.move(vested, Step.VEST, now);
            return ledger.move(List.copyOf(forfeited.values()), Step.CLAW_BACK, now);
        });
        end(transaction, ended);
        return due.size();
    }

    private static List<LockedGrant> due(Transaction transaction, Instant now, int most) {
        return transaction
                .sql("""
                        SELECT v.grant_no, v.since, g.grant_key, g.incentive, g.state = 'LOCKED' AS locked, u.user_id
                        FROM (SELECT * FROM vesting WHERE next_check_at <= :now
                              ORDER BY next_check_at, grant_no LIMIT :most FOR UPDATE SKIP LOCKED) v
                        JOIN ledger_grant g USING (grant_no)
                        LEFT JOIN incentive_grant i ON i.grant_key = g.grant_key AND i.voided_at IS NULL
                        LEFT JOIN users u ON u.user_no = i.user_no
                        ORDER BY v.grant_no
                        """)
                .bind("now", now)
                .bind("most", (long) most)
                .list(row -> new LockedGrant(
                        new GrantId(row.number("grant_no")),
                        new GrantKey(row.text("grant_key")),
                        row.text("incentive"),
                        row.flag("locked"),
                        row.instant("since"),
                        row.optionalText("user_id").orElse(null)));
    }

    private static void wait(Transaction transaction, GrantId grant, Finding.Waits waits) {
        transaction
                .sql("UPDATE vesting SET next_check_at = :until, note = :note WHERE grant_no = :grant")
                .bind("until", waits.until())
                .bind("note", waits.note())
                .bind("grant", grant.number())
                .update();
    }

    private static void end(Transaction transaction, List<GrantId> grants) {
        transaction
                .sql("DELETE FROM vesting WHERE grant_no = ANY(:grants::bigint[])")
                .bind("grants", grants.stream().map(GrantId::number).toList())
                .update();
    }
}
