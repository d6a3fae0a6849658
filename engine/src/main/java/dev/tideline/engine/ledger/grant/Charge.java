package dev.tideline.engine.ledger.grant;

import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.rules.budgets.Allotment;
import java.util.Objects;

/**
 * A budget that a claim needs room in.
 *
 * @param budget which
 * @param opening its limits if nobody opened it yet; an open one keeps its own
 */
public record Charge(BudgetId budget, Limits opening) {

    /** Of a budget that a plan has limits for. */
    public static Charge planned(BudgetId budget, Allotment allotment) {
        return new Charge(budget, new Limits(allotment.total(), allotment.perPeriod(), allotment.period()));
    }

    public Charge {
        Objects.requireNonNull(budget, "budget");
        Objects.requireNonNull(opening, "opening");
    }
}
