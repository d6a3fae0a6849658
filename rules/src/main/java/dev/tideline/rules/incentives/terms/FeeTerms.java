package dev.tideline.rules.incentives.terms;

import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Terms of what lowers or returns fees. */
public sealed interface FeeTerms extends IncentiveTerms {

    /**
     * Part of the fees comes back, up to a cap a trade and the face value in all.
     *
     * @param ratio share of each fee, up to 1
     * @param mostPerTrade most that one trade brings back
     * @param platformCoin whether fees that were paid in the platform's own coin count
     */
    record Cashback(BigDecimal ratio, Money mostPerTrade, boolean platformCoin) implements FeeTerms {
        public Cashback {
            IncentiveTerms.share("ratio", ratio);
            IncentiveTerms.positive("mostPerTrade", mostPerTrade);
        }

        /** What one trade brings back; fractions of the smallest unit are dropped. */
        public Money rebate(Money fee) {
            return fee.times(ratio, RoundingMode.DOWN)
                    .min(mostPerTrade)
                    .max(fee.asset().zero());
        }

        /** What several trades bring back; never more than the face value. */
        public Money rebate(List<Money> fees, Money faceValue) {
            return fees.stream()
                    .map(this::rebate)
                    .reduce(faceValue.asset().zero(), Money::plus)
                    .min(faceValue);
        }
    }

    /**
     * The fee tier of another exchange is matched for a while.
     *
     * @param length how long
     */
    record TierMatch(Duration length) implements FeeTerms {
        public TierMatch {
            IncentiveTerms.positive("length", length);
        }
    }

    /**
     * A share of all fees is divided among everybody who qualifies, in a second pass.
     *
     * @param ofFees share of the period's fees that makes the pool
     * @param byAssets share of the pool that is divided by assets; the rest goes by volume
     * @param assetCap most assets of a person and day that count
     */
    record SharePool(BigDecimal ofFees, BigDecimal byAssets, Money assetCap) implements FeeTerms {
        public SharePool {
            IncentiveTerms.share("ofFees", ofFees);
            IncentiveTerms.share("byAssets", byAssets);
            IncentiveTerms.positive("assetCap", assetCap);
        }

        @Override
        public boolean isPool() {
            return true;
        }

        /** The pool that these fees make; fractions of the smallest unit stay with the house. */
        public Money pool(Money fees) {
            return fees.times(ofFees, RoundingMode.DOWN);
        }

        /** The part of a pool that is divided by assets; the rest, to the last unit, goes by volume. */
        public Money assetPart(Money pool) {
            return pool.times(byAssets, RoundingMode.DOWN);
        }

        /** The assets of a person that count: the mean of his days, each capped. */
        public Money countedAssets(List<Money> days) {
            Objects.checkIndex(0, days.size());
            Money sum = days.stream()
                    .map(day -> day.min(assetCap))
                    .reduce(assetCap.asset().zero(), Money::plus);
            return sum.times(BigInteger.ONE, BigInteger.valueOf(days.size()), RoundingMode.DOWN);
        }
    }
}
