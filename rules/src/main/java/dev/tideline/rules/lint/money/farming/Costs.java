package dev.tideline.rules.lint.money.farming;

import dev.tideline.rules.lint.subject.Assumptions;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/**
 * What earning a reward costs at least. Costs round up, so that no bargain is seen where there is none.
 *
 * @param assumptions the declared rates
 */
record Costs(Assumptions assumptions) {

    private static final BigDecimal YEAR = BigDecimal.valueOf(365);
    private static final int PLACES = 12;

    /** The fees of a volume. */
    Money fees(Money volume) {
        return volume.times(assumptions.fee().share(), RoundingMode.UP);
    }

    /** What binding an amount for some time costs. */
    Money bound(Money amount, Duration length) {
        BigDecimal years = BigDecimal.valueOf(length.toDays()).divide(YEAR, PLACES, RoundingMode.UP);
        return amount.times(assumptions.capital().share().multiply(years), RoundingMode.UP);
    }

    /** {@code 100 USDT of volume x 0.0002 = 0.02 USDT of fees}. */
    Wording saidFees(Money volume) {
        return Wording.of(
                "{0} of volume x {1} = {2} of fees",
                volume, assumptions.fee().share().toPlainString(), fees(volume));
    }

    /** {@code 200 USDT bound for 3 days at 0.10 a year = 0.164384 USDT}. */
    Wording saidBound(Money amount, Duration length) {
        return Wording.of(
                "{0} bound for {1} days at {2} a year = {3}",
                amount, length.toDays(), assumptions.capital().share().toPlainString(), bound(amount, length));
    }
}
