package dev.tideline.engine.ledger.load;

import static dev.tideline.engine.ledger.Claiming.NOON;
import static dev.tideline.engine.ledger.Claiming.USDT;
import static dev.tideline.engine.ledger.load.ConcurrentClaims.BUDGETS;
import static dev.tideline.engine.ledger.load.ConcurrentClaims.SMALLEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 10,000 claims; {@code -Dledger.claims=100000} makes it 100,000. */
class ConcurrentClaimsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @Test
    void neverOverspendsAndRefusesNothingWhileThereIsRoom() throws Exception {
        int claims = Integer.getInteger("ledger.claims", 10_000);
        ConcurrentClaims load = new ConcurrentClaims(DB.database(), claims, 8);
        load.run();
        assertThat(load.claimed() + load.refused() + load.duplicates()).isGreaterThanOrEqualTo(claims);
        assertThat(load.claimed()).isPositive();
        assertThat(load.refused()).isPositive();
        assertThat(load.duplicates()).isPositive();
        assertThat(Difference.in(DB.database())).isEmpty();
        assertThat(doubled()).isZero();
        fillUp();
        assertThat(Difference.in(DB.database())).isEmpty();
    }

    /** Keys that are granted more than once, by the rows alone. */
    private static long doubled() {
        return DB.database().inTransaction(transaction -> transaction.sql("""
                        SELECT count(*) AS doubled FROM (
                            SELECT grant_key FROM ledger_grant WHERE state NOT IN ('VOID', 'EXPIRED')
                            GROUP BY 1 HAVING count(*) > 1) d
                        """).one(row -> row.number("doubled")));
    }

    /** With nobody else about, the smallest request goes through exactly as often as there is room for it. */
    private static void fillUp() {
        Ledger ledger = new CommittingLedger(DB.database());
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
