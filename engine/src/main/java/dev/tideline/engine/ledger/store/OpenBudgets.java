package dev.tideline.engine.ledger.store;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.ledger.budget.Budget;
import java.util.List;

/** Lists budgets as they were last committed. */
public final class OpenBudgets {

    private final Database database;

    public OpenBudgets(Database database) {
        this.database = database;
    }

    /** The budgets that were opened, by kind and key; at most this many. */
    public List<Budget> all(int most) {
        return database.inTransaction(transaction -> transaction
                .sql("SELECT * FROM budget ORDER BY kind, key LIMIT :most")
                .bind("most", (long) most)
                .list(BudgetRows::budget));
    }
}
