package dev.tideline.engine.ledger.budget;

import dev.tideline.rules.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a budget will be exhausted if it goes on as it does. The limit of a window is not taken to slow the total down.
 *
 * @param total when nothing is left in all; null if it does not burn, or lasts for a century
 * @param period when nothing is left in the present window; null if the window ends before
 */
public record Forecast(@Nullable Instant total, @Nullable Instant period) {

    private static final long CENTURY_SECONDS = Duration.ofDays(36_525).toSeconds();

    /** The forecast at an instant. What is exhausted already is so at that instant, burning or not. Pure. */
    public static Forecast of(Budget budget, Burn burn, Instant at) {
        Instant period = exhausted(budget.leftInPeriod(at), burn, at);
        Instant end = budget.limits().period().end(at);
        return new Forecast(
                exhausted(budget.leftInAll(), burn, at), period == null || period.isBefore(end) ? period : null);
    }

    private static @Nullable Instant exhausted(Money left, Burn burn, Instant at) {
        if (left.signum() <= 0) {
            return at;
        }
        if (burn.isNone()) {
            return null;
        }
        BigInteger seconds = left.minor()
                .multiply(BigInteger.valueOf(burn.window().toSeconds()))
                .divide(burn.spent().minor());
        return seconds.compareTo(BigInteger.valueOf(CENTURY_SECONDS)) > 0 ? null : at.plusSeconds(seconds.longValue());
    }
}
