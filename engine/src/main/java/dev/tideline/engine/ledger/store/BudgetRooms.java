package dev.tideline.engine.ledger.store;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.row.BudgetRows;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** The budgets that are open, in one transaction. Locks none. */
public final class BudgetRooms {

    private final BudgetRows rows;
    private final Transaction transaction;

    public BudgetRooms(Transaction transaction) {
        this.rows = new BudgetRows(transaction);
        this.transaction = transaction;
    }

    /** Limits of all budgets that many persons share by a playbook: campaigns, groups and periods. */
    public Map<BudgetId, Limits> shared() {
        return transaction
                .sql("SELECT * FROM budget WHERE kind IN ('CAMPAIGN', 'GROUP', 'PERIOD')")
                .list(BudgetRows::budget)
                .stream()
                .collect(Collectors.toMap(Budget::id, Budget::limits));
    }

    /** Those of these that are open. */
    public Map<BudgetId, Budget> of(Collection<BudgetId> ids) {
        return rows.read(ids);
    }

    /** Opens those that are not; the others stay as they are. */
    public void open(SortedMap<BudgetId, Limits> wanted, Instant at) {
        if (!wanted.isEmpty()) {
            rows.open(wanted, at);
        }
    }
}
