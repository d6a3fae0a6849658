package dev.tideline.engine.ledger;

import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/** What would have been spent of budgets so far, where nothing is booked. For one thread. */
public final class Trial {

    private final Map<BudgetId, Money> spent;

    /** A trial that would have spent this. */
    public Trial(Map<BudgetId, Money> spent) {
        this.spent = new HashMap<>(spent);
    }

    /** A budget as it would be by now. */
    public Budget of(Budget budget, Instant at) {
        Money more = spent.get(budget.id());
        return more == null || more.signum() == 0 ? budget : budget.charged(more, at);
    }

    /** What was tried has changed this budget. */
    public void note(Budget before, Budget after) {
        spent.merge(after.id(), after.spent().minus(before.spent()), Money::plus);
    }

    /** All of it. */
    public Map<BudgetId, Money> spent() {
        return Collections.unmodifiableMap(spent);
    }
}
