package dev.tideline.rules.incentives.terms;

import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

/** Terms of what bears on the outcome of trading. */
public sealed interface TradingTerms extends IncentiveTerms {

    /**
     * Credit for margin, fees, funding and losses; never withdrawable itself.
     *
     * @param profitWithdrawable whether profits made with it may leave
     * @param forfeitedByTransfer whether a transfer out of the futures account ends it
     * @param unusedUntil how long it may lie unused
     */
    record Bonus(boolean profitWithdrawable, boolean forfeitedByTransfer, Duration unusedUntil)
            implements TradingTerms {
        public Bonus {
            IncentiveTerms.positive("unusedUntil", unusedUntil);
        }
    }

    /**
     * Part of a loss comes back, up to the face value.
     *
     * @param ratio share of the loss
     */
    record LossCover(BigDecimal ratio) implements TradingTerms {
        public LossCover {
            IncentiveTerms.share("ratio", ratio);
        }

        /** What a result brings back: nothing for a profit, never more than the face value. */
        public Money cover(Money result, Money faceValue) {
            return result.isNegative()
                    ? result.negated().times(ratio, RoundingMode.DOWN).min(faceValue)
                    : faceValue.asset().zero();
        }
    }
}
