package dev.tideline.rules.incentives.terms;

import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/** Terms of levels, rates and relations that last for a while. */
public sealed interface StatusTerms extends IncentiveTerms {

    /** Which VIP level is lent. */
    enum Level {
        NEXT,
        FORMER,
        CURRENT
    }

    /**
     * A VIP level for a while.
     *
     * @param level the one above, the highest that was held, or the present one kept
     * @param length how long
     */
    record VipTrial(Level level, Duration length) implements StatusTerms {
        public VipTrial {
            IncentiveTerms.positive("length", length);
        }
    }

    /**
     * More interest for a while.
     *
     * @param rate added yearly rate, 0.10 for ten points
     * @param length how long
     * @param product which savings product
     */
    record AprBoost(BigDecimal rate, Duration length, String product) implements StatusTerms {
        public AprBoost {
            IncentiveTerms.share("rate", rate);
            IncentiveTerms.positive("length", length);
        }
    }

    /**
     * Both sides of a referral are rewarded once the invitee deposited and traded.
     *
     * @param each what each side gets
     * @param volume least volume of the invitee
     */
    record Referral(Money each, Money volume) implements StatusTerms {
        public Referral {
            IncentiveTerms.positive("each", each);
            IncentiveTerms.positive("volume", volume);
        }

        @Override
        public Optional<Money> largestReward() {
            return Optional.of(each);
        }
    }

    /**
     * A share of the fees of invitees.
     *
     * @param rate share at the start
     * @param most share at the top
     */
    record Commission(BigDecimal rate, BigDecimal most) implements StatusTerms {
        public Commission {
            IncentiveTerms.share("rate", rate);
            IncentiveTerms.share("most", most);
            if (rate.compareTo(most) > 0) {
                throw new IllegalArgumentException("rate is " + rate + ", more than most, " + most + ".");
            }
        }
    }
}
