package dev.tideline.engine.ledger.grant;

import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import java.util.Objects;

/**
 * A budget that a claim needs room in.
 *
 * @param budget which
 * @param opening its limits if nobody opened it yet; an open one keeps its own
 */
public record Charge(BudgetId budget, Limits opening) {

    public Charge {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(opening, "opening");
    }
}
