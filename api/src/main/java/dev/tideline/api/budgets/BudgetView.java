package dev.tideline.api.budgets;

import dev.tideline.api.http.AmountView;
import dev.tideline.engine.ledger.budget.Budget;
import java.time.Instant;

/**
 * A budget as it stands.
 *
 * @param id kind and key, {@code CAMPAIGN:dormant-30-funded}
 * @param total most in all
 * @param perPeriod most in one window
 * @param period the calendar window
 * @param spent what is reserved or posted in all
 * @param left what may still be claimed now; below 0 if a limit was lowered beneath what is spent
 * @param closed whether it takes no claims
 * @param revision what {@code If-Match} compares
 */
record BudgetView(
        String id,
        AmountView total,
        AmountView perPeriod,
        String period,
        AmountView spent,
        AmountView left,
        boolean closed,
        long revision) {

    static BudgetView of(Budget budget, Instant at) {
        return new BudgetView(
                budget.id().toString(),
                AmountView.of(budget.limits().total()),
                AmountView.of(budget.limits().perPeriod()),
                budget.limits().period().text(),
                AmountView.of(budget.spent()),
                AmountView.of(budget.left(at)),
                budget.closed(),
                budget.revision());
    }
}
