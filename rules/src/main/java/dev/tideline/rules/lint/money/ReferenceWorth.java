package dev.tideline.rules.lint.money;

import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.money.Rate;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Counts incentives in the reference asset of the budgets.
 *
 * @param plan which knows the rates
 */
record ReferenceWorth(BudgetPlan plan) {

    /** The face value, rounded up; empty if there is no rate. */
    Optional<Money> of(Incentive incentive) {
        Money face = incentive.faceValue();
        if (face.asset().equals(plan.reference())) {
            return Optional.of(face);
        }
        Rate rate = plan.rates().get(face.asset().key());
        return rate == null ? Optional.empty() : Optional.of(rate.convert(face, RoundingMode.UP));
    }
}
