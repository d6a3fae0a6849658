package dev.tideline.engine.ledger.budget;

import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.Optional;

/** What came of asking for other limits. */
public sealed interface LimitChange {

    /**
     * They hold from now on.
     *
     * @param budget the budget with them
     * @param excess by how much what is spent exceeds them; 0 if it does not. Until it is gone every claim is refused
     */
    record Changed(Budget budget, Money excess) implements LimitChange {}

    /** The budget was changed by somebody else meanwhile: another revision is current. */
    record Outdated(long revision) implements LimitChange {}

    /** There is no such budget. */
    record Unknown() implements LimitChange {}

    /** It counts in another asset, which never changes. */
    record OtherAsset(Budget budget) implements LimitChange {}

    /** Why a budget may not be changed; empty if it may. */
    static Optional<LimitChange> denial(Budget budget, long revision) {
        return budget.revision() == revision ? Optional.empty() : Optional.of(new Outdated(budget.revision()));
    }

    /** Why a budget may not get these limits; empty if it may. */
    static Optional<LimitChange> denial(Budget budget, Limits limits, long revision) {
        return budget.asset().equals(limits.asset()) ? denial(budget, revision) : Optional.of(new OtherAsset(budget));
    }

    /** The change of a budget that stands so now. */
    static Changed changed(Budget budget, Instant at) {
        Money nothing = budget.asset().zero();
        return new Changed(budget, budget.left(at).negated().max(nothing));
    }
}
