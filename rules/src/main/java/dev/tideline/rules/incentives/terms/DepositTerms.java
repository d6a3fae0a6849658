package dev.tideline.rules.incentives.terms;

import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Terms of what a deposit brings; a deposit always means net deposit: in less out. */
public sealed interface DepositTerms extends IncentiveTerms {

    /** What this net deposit and the volume after it bring; nothing if they reach no tier. */
    Money reward(Money netDeposit, Money volume);

    /**
     * One tier.
     *
     * @param netDeposit least net deposit
     * @param volume least trading volume after it
     * @param reward what it brings
     */
    record Tier(Money netDeposit, Money volume, Money reward) {
        public Tier {
            IncentiveTerms.positive("netDeposit", netDeposit);
            IncentiveTerms.positive("reward", reward);
            if (volume.isNegative()) {
                throw new IllegalArgumentException("volume is " + volume + ". Try 0 or more.");
            }
        }

        boolean reachedBy(Money deposited, Money traded) {
            return deposited.compareTo(netDeposit) >= 0 && traded.compareTo(volume) >= 0;
        }
    }

    /**
     * Fixed rewards by tier: the highest one reached, never their sum.
     *
     * @param tiers from the lowest to the highest; each asks for more and brings more than the one before
     */
    record Tiers(List<Tier> tiers) implements DepositTerms {
        public Tiers {
            tiers = List.copyOf(tiers);
            if (tiers.isEmpty()) {
                throw new IllegalArgumentException("tiers are empty. Try one tier or more.");
            }
            for (int i = 1; i < tiers.size(); i++) {
                Tier lower = tiers.get(i - 1);
                Tier higher = tiers.get(i);
                if (!higher.netDeposit().exceeds(lower.netDeposit())
                        || lower.volume().exceeds(higher.volume())
                        || !higher.reward().exceeds(lower.reward())) {
                    throw new IllegalArgumentException("tier " + higher + " does not follow " + lower
                            + ". Each asks for a larger deposit and brings more.");
                }
            }
        }

        @Override
        public Money reward(Money netDeposit, Money volume) {
            return tiers.stream()
                    .filter(tier -> tier.reachedBy(netDeposit, volume))
                    .reduce((lower, higher) -> higher)
                    .map(Tier::reward)
                    .orElseGet(() -> largest().asset().zero());
        }

        private Money largest() {
            return tiers.get(tiers.size() - 1).reward();
        }

        @Override
        public Optional<Money> largestReward() {
            return Optional.of(largest());
        }
    }

    /**
     * A share of the net deposit up to a cap.
     *
     * @param ratio share of the net deposit
     * @param most cap
     */
    record Match(BigDecimal ratio, Money most) implements DepositTerms {
        public Match {
            IncentiveTerms.share("ratio", ratio);
            IncentiveTerms.positive("most", most);
        }

        @Override
        public Money reward(Money netDeposit, Money volume) {
            return netDeposit
                    .times(ratio, RoundingMode.DOWN)
                    .min(most)
                    .max(most.asset().zero());
        }

        @Override
        public Optional<Money> largestReward() {
            return Optional.of(most);
        }
    }
}
