package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.rules.money.Asset;

/**
 * An account of the ledger. Every budget has its own, in the asset that it counts in; the house has one set for each
 * asset, in which every grant is booked once.
 *
 * @param owner {@code house}, or the budget
 * @param bucket where the money stands
 * @param asset what is counted
 */
public record Account(String owner, Bucket bucket, Asset asset) {

    /** Where money stands. */
    public enum Bucket {
        ROOM,
        RESERVED,
        POSTED,
        LOCKED,
        PAYABLE,
        PAID
    }

    static Account house(Bucket bucket, Asset asset) {
        return new Account("house", bucket, asset);
    }

    static Account of(BudgetId budget, Bucket bucket, Asset asset) {
        return new Account(budget.toString(), bucket, asset);
    }
}
