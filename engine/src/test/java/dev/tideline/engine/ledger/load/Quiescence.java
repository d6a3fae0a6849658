package dev.tideline.engine.ledger.load;

import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.USDT;
import static dev.tideline.engine.ledger.load.ConcurrentClaims.BUDGETS;
import static dev.tideline.engine.ledger.load.ConcurrentClaims.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.CommittingLedger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What must hold of the ledger when all claims have ended, whatever became of those who made them. */
final class Quiescence {

    private Quiescence() {}

    /** No budget is overspent, entries are what budgets say, no key is granted twice, and no room is out of reach. */
    static void addsUp(Database database) {
        assertThat(Difference.in(database)).isEmpty();
        assertThat(doubled(database)).isZero();
        fillUp(database);
        assertThat(Difference.in(database)).isEmpty();
    }

    /** Keys that are granted more than once, by the rows alone. */
    private static long doubled(Database database) {
        return database.inTransaction(transaction -> transaction.sql("""
                        SELECT count(*) AS doubled FROM (
                            SELECT grant_key FROM ledger_grant WHERE state NOT IN ('VOID', 'EXPIRED')
                            GROUP BY 1 HAVING count(*) > 1) d
                        """).one(row -> row.number("doubled")));
    }

    /** With nobody else about, the smallest request goes through exactly as often as there is room for it. */
    private static void fillUp(Database database) {
        Ledger ledger = new CommittingLedger(database);
        List<BudgetId> all = new ArrayList<>(List.of(ConcurrentClaims.HOT));
        for (int i = 0; i < BUDGETS; i++) {
            all.add(ConcurrentClaims.budget(i));
        }
        for (BudgetId id : all) {
            Budget budget = ledger.budget(id).orElseThrow();
            long room = Math.max(0, budget.left(NOON).minor().longValueExact());
            long last = Math.min(room, 3);
            assertThat(ledger.claim(filler(id, "bulk", room - last), NOON))
                    .isInstanceOf(
                            room > 0 || budget.left(NOON).isZero()
                                    ? ClaimResult.Claimed.class
                                    : ClaimResult.Refused.class);
            for (int i = 0; i < last; i++) {
                assertThat(ledger.claim(filler(id, "unit" + i, SMALLEST), NOON))
                        .isInstanceOf(ClaimResult.Claimed.class);
            }
            assertThat(ledger.claim(filler(id, "beyond", SMALLEST), NOON)).isInstanceOf(ClaimResult.Refused.class);
        }
    }

    private static Claim filler(BudgetId id, String occurrence, long amount) {
        return new Claim(
                GrantKey.of(id.toString(), "filler", "p", occurrence),
                "filler@1",
                Cost.of(USDT.ofMinor(amount)),
                List.of(new Charge(id, Limits.total(USDT.zero()))),
                Breakers.off(USDT),
                false,
                NOON.plus(Duration.ofDays(1)));
    }
}
