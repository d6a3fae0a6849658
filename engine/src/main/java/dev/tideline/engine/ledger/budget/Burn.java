package dev.tideline.engine.ledger.budget;

import dev.tideline.rules.money.Money;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * How fast a budget is spent.
 *
 * @param spent what was claimed in the window and did not come back, 0 or more
 * @param window the stretch before now that was looked at, whole seconds above 0
 */
public record Burn(Money spent, Duration window) {

    public Burn {
        if (spent.isNegative() || window.toSeconds() <= 0) {
            throw new IllegalArgumentException(
                    "Burn of " + spent + " in " + window + ". Try 0 or more in PT1H or more.");
        }
    }

    /** The mean of an hour, rounded to the smallest unit. */
    public Money perHour() {
        return per(Duration.ofHours(1));
    }

    /** The mean of a day, rounded to the smallest unit. */
    public Money perDay() {
        return per(Duration.ofDays(1));
    }

    private Money per(Duration time) {
        return spent.times(
                BigInteger.valueOf(time.toSeconds()), BigInteger.valueOf(window.toSeconds()), RoundingMode.HALF_UP);
    }

    /** Whether nothing is spent. */
    public boolean isNone() {
        return spent.isZero();
    }
}
