package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Whether budgets are far from their limits. */
public final class Room {

    private Room() {}

    /** Whether all of these claims could be made together, so that none of them can be refused; false if one counts a run. */
    public static boolean forAll(Collection<Claim> claims, Map<BudgetId, Budget> budgets, Instant at) {
        Round round = new Round(budgets, Map.of(), Map.of(), Tried.numbers());
        return claims.stream().noneMatch(claim -> claim.breakers().counts())
                && claims.stream().noneMatch(claim -> round.claim(claim, at) instanceof ClaimResult.Refused);
    }
}
