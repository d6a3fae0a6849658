package dev.tideline.rules.incentives.terms;

import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** The parameters of one incentive, by its type. All are immutable and validate themselves. */
public sealed interface IncentiveTerms
        permits ContestTerms, DepositTerms, FeeTerms, RewardTerms, StatusTerms, TradingTerms {

    /** The largest single reward that the terms name; it may not exceed the face value. Empty if they name none. */
    default Optional<Money> largestReward() {
        return Optional.empty();
    }

    /** Whether it is a part of a pool, which a second pass divides among all who qualify: until then it costs nothing. */
    default boolean isPool() {
        return false;
    }

    /** Refuses what is not more than 0 and at most 1. */
    static BigDecimal share(String name, BigDecimal value) {
        if (value.signum() <= 0 || value.compareTo(BigDecimal.ONE) > 0) {
            throw new IllegalArgumentException(name + " is " + value + ". Try more than 0 and at most 1.");
        }
        return value;
    }

    /** Refuses an amount that is not more than nothing. */
    static Money positive(String name, Money value) {
        if (value.signum() <= 0) {
            throw new IllegalArgumentException(name + " is " + value + ". Try more than 0.");
        }
        return value;
    }

    /** Refuses a length that is not more than nothing. */
    static Duration positive(String name, Duration value) {
        if (value.isNegative() || value.isZero()) {
            throw new IllegalArgumentException(name + " is " + value + ". Try P7D.");
        }
        return value;
    }
}
