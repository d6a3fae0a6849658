package dev.tideline.engine.ledger.grant;

import dev.tideline.engine.ledger.budget.BudgetId;
import java.time.Instant;
import java.util.List;

/**
 * A grant as it stands.
 *
 * @param id its number
 * @param key what is granted once
 * @param incentive version of the incentive
 * @param state how far it has come
 * @param cost what it costs: fixed when it was claimed, less what was not earned when it was posted
 * @param refunded the part that came back so far
 * @param budgets the budgets that are charged
 * @param locked whether it vests only after it was posted
 * @param countedAt when it counts in windows; not before the present window of any of its budgets
 * @param expiresAt when it lapses unless posted before
 */
public record Grant(
        GrantId id,
        GrantKey key,
        String incentive,
        GrantState state,
        Cost cost,
        Cost refunded,
        List<BudgetId> budgets,
        boolean locked,
        Instant countedAt,
        Instant expiresAt) {

    public Grant {
        budgets = List.copyOf(budgets);
    }

    /** What it costs after what came back. */
    public Cost left() {
        return cost.minus(refunded);
    }

    /** The same in another state. */
    public Grant in(GrantState other) {
        return new Grant(id, key, incentive, other, cost, refunded, budgets, locked, countedAt, expiresAt);
    }

    /** The same with another part come back. */
    public Grant refunded(Cost other) {
        return new Grant(id, key, incentive, state, cost, other, budgets, locked, countedAt, expiresAt);
    }

    /** The same at another cost: so much of it was earned. */
    public Grant costing(Cost other) {
        return new Grant(id, key, incentive, state, other, refunded, budgets, locked, countedAt, expiresAt);
    }

    /** The same, lapsing at another instant. */
    public Grant lapsing(Instant at) {
        return new Grant(id, key, incentive, state, cost, refunded, budgets, locked, countedAt, at);
    }

    /** The same, counted at another instant. */
    public Grant counted(Instant at) {
        return new Grant(id, key, incentive, state, cost, refunded, budgets, locked, at, expiresAt);
    }
}
