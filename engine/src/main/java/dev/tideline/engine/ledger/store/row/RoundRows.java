package dev.tideline.engine.ledger.store.row;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.book.Round;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import java.time.Instant;
import java.util.Map;

/** Writes what a round has changed, in one transaction: budgets, runs, grants, entries, and what follows from them. */
public final class RoundRows {

    private final BudgetRows budgets;
    private final RunRows runs;
    private final GrantRows grants;
    private final EntryRows entries;
    private final FollowingRows following;

    public RoundRows(Transaction transaction) {
        budgets = new BudgetRows(transaction);
        runs = new RunRows(transaction);
        grants = new GrantRows(transaction);
        entries = new EntryRows(transaction);
        following = new FollowingRows(transaction);
    }

    /**
     * Writes all of it.
     *
     * @param before the budgets as they were locked
     * @throws IllegalStateException if one of them lacks the room that the round found in it
     */
    public void write(Round round, Map<BudgetId, Budget> before, Instant at) {
        if (!budgets.apply(before, round.budgets())) {
            throw new IllegalStateException("A budget among " + before.keySet() + " lacks the room that was promised");
        }
        runs.update(round.runs());
        writeGrants(round, at);
    }

    /** Writes all but budgets and runs. */
    public void writeGrants(Round round, Instant at) {
        grants.insert(round.made(), at);
        grants.update(round.changed(), at);
        entries.insert(round.entries());
        following.follow(round.changed(), round.entries(), at);
    }

    /** Opens the accounts that the round books on; worth while before it is written where budgets are new. */
    public void openAccounts(Round round) {
        entries.open(round.entries());
    }
}
