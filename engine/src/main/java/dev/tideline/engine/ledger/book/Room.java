package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Whether budgets and breakers are far from their limits. */
public final class Room {

    private Room() {}

    /** Whether all of these claims could be made together, so that none of them can be refused, nor held by what came before. */
    public static boolean forAll(
            Collection<Claim> claims, Map<BudgetId, Budget> budgets, Map<String, RunTally> runs, Instant at) {
        Round round = new Round(budgets, Map.of(), runs, Tried.numbers());
        return claims.stream().map(claim -> round.claim(claim, at)).noneMatch(Room::lacks);
    }

    private static boolean lacks(ClaimResult result) {
        return result instanceof ClaimResult.Refused
                || (result instanceof ClaimResult.Held held && held.by() != ClaimResult.By.GRANT_TOO_LARGE);
    }
}
