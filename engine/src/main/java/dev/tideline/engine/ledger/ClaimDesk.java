package dev.tideline.engine.ledger;

import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;

/**
 * Takes claims one at a time, so that a refusal lets the next in rank move up. What arbitration's step 8 knows of money.
 * Nothing is booked before the work that claims is through, so what was claimed in vain can be given back.
 */
public interface ClaimDesk {

    /** Claims one grant; the next claim sees its charges. */
    ClaimResult claim(Claim claim);

    /** A budget that the claims name, as it stands after what was claimed here. */
    Budget budget(BudgetId id);

    /** Number of grants made so far, to which {@link #backTo} returns. */
    int mark();

    /** Gives back what was claimed after the mark, as if it had never been claimed. */
    void backTo(int mark);
}
