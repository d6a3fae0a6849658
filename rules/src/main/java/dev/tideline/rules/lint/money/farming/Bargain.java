package dev.tideline.rules.lint.money.farming;

import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Wording;

/**
 * The best that somebody can make of an incentive who is after nothing but the reward.
 *
 * @param reward what it pays
 * @param cost the least it costs to earn
 * @param arithmetic how both come about
 */
record Bargain(Money reward, Money cost, Wording arithmetic) {

    /** What is left for him. */
    Money gain() {
        return reward.minus(cost);
    }

    boolean pays() {
        return gain().signum() > 0;
    }
}
