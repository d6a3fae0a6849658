package dev.tideline.engine.ledger.budget;

import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.Objects;

/**
 * A budget as it stands. A reservation counts as spent at once; what is void, expired or clawed back counts no more.
 * Immutable: every change gives another one.
 *
 * @param id which
 * @param limits how much it may spend
 * @param spent what it spent in all
 * @param periodStart start of the window that {@code periodSpent} is about; windows only ever advance
 * @param periodSpent what it spent in that window
 * @param closed whether it takes no claims at all
 * @param revision number of changes of its limits, from 1; what {@code If-Match} compares
 */
public record Budget(
        BudgetId id,
        Limits limits,
        Money spent,
        Instant periodStart,
        Money periodSpent,
        boolean closed,
        long revision) {

    public Budget {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(periodStart, "periodStart");
        if (spent.isNegative() || periodSpent.isNegative() || periodSpent.exceeds(spent)) {
            throw new IllegalStateException("Budget " + id + " has spent " + spent + ", in this period " + periodSpent
                    + ". Neither can be below 0, nor the part more than the whole.");
        }
    }

    /** A new one that spent nothing. */
    public static Budget open(BudgetId id, Limits limits, Instant at) {
        Money nothing = limits.asset().zero();
        return new Budget(id, limits, nothing, limits.period().start(at), nothing, false, 1);
    }

    /** The asset that it counts in. */
    public Asset asset() {
        return limits.asset();
    }

    /** What may still be claimed at an instant; below 0 by how much limits were lowered beneath what was spent. */
    public Money left(Instant at) {
        return leftInAll().min(leftInPeriod(at));
    }

    /** What the total leaves, whatever the window does. */
    public Money leftInAll() {
        return limits.total().minus(spent);
    }

    /** What the window of an instant leaves, whatever the total does. */
    public Money leftInPeriod(Instant at) {
        return limits.perPeriod().minus(spentInPeriod(at));
    }

    /** What counts in the window of an instant. */
    public Money spentInPeriod(Instant at) {
        return rolled(at).periodSpent;
    }

    /** Whether a claim of this much fits at an instant. */
    public boolean admits(Money asked, Instant at) {
        return !closed && !asked.exceeds(left(at));
    }

    /**
     * After a claim of this much.
     *
     * @throws IllegalStateException if it does not fit
     */
    public Budget charged(Money amount, Instant at) {
        if (!admits(amount, at)) {
            throw new IllegalStateException("Budget " + id + " has " + left(at) + " left, claim asks " + amount + ".");
        }
        Budget now = rolled(at);
        return new Budget(
                id, limits, spent.plus(amount), now.periodStart, now.periodSpent.plus(amount), closed, revision);
    }

    /**
     * After this much of a claim came back. It frees the window only if the claim counted in the present one.
     *
     * @param countedAt when the claim counted
     */
    public Budget released(Money amount, Instant countedAt) {
        Money inPeriod = countedAt.isBefore(periodStart) ? periodSpent : periodSpent.minus(amount);
        return new Budget(id, limits, spent.minus(amount), periodStart, inPeriod, closed, revision);
    }

    /** With other limits; what counts in the window must be counted anew, since the window may be another. */
    public Budget limited(Limits other, Instant start, Money inPeriod) {
        return new Budget(id, other, spent, start, inPeriod, closed, revision + 1);
    }

    /** Where the present window starts under other limits. */
    public Instant windowStart(Limits other, Instant at) {
        return other.period().start(at.isBefore(periodStart) ? periodStart : at);
    }

    /** Whether it is in the same window under the same limits as another state of it. */
    public boolean isInTheWindowOf(Budget other) {
        return revision == other.revision && periodStart.equals(other.periodStart);
    }

    /** Open or closed. */
    public Budget closed(boolean shut) {
        return new Budget(id, limits, spent, periodStart, periodSpent, shut, revision + 1);
    }

    private Budget rolled(Instant at) {
        Instant start = limits.period().start(at);
        return start.isAfter(periodStart)
                ? new Budget(id, limits, spent, start, asset().zero(), closed, revision)
                : this;
    }
}
