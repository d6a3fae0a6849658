package dev.tideline.rules.incentives.terms;

import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Terms of rewards for doing something. */
public sealed interface RewardTerms extends IncentiveTerms {

    /**
     * An airdrop or a mystery box.
     *
     * @param least least that is in it
     * @param most most that is in it; equal to {@code least} where nothing is random
     */
    record Box(Money least, Money most) implements RewardTerms {
        public Box {
            IncentiveTerms.positive("least", least);
            if (least.exceeds(most)) {
                throw new IllegalArgumentException("least is " + least + ", more than most, " + most + ".");
            }
        }

        @Override
        public Optional<Money> largestReward() {
            return Optional.of(most);
        }
    }

    /**
     * One rung of a ladder.
     *
     * @param days days in a row
     * @param reward what they bring in all
     */
    record Rung(int days, Money reward) {
        public Rung {
            IncentiveTerms.positive("reward", reward);
            if (days < 1) {
                throw new IllegalArgumentException("days are " + days + ". Try 1 or more.");
            }
        }
    }

    /**
     * Days in a row with enough volume climb a ladder; a missed day ends it. The highest rung counts, never their sum.
     *
     * @param rungs from the lowest to the highest
     * @param dailyVolume least volume of a day
     * @param mostOfFees most of the fees paid meanwhile that may come back; 1 or more where only the rungs bind
     */
    record Ladder(List<Rung> rungs, Money dailyVolume, BigDecimal mostOfFees) implements RewardTerms {
        public Ladder {
            rungs = List.copyOf(rungs);
            if (rungs.isEmpty() || mostOfFees.signum() <= 0) {
                throw new IllegalArgumentException("ladder has " + rungs.size() + " rungs and at most " + mostOfFees
                        + " of the fees. Try one rung or more and more than 0.");
            }
            for (int i = 1; i < rungs.size(); i++) {
                Rung lower = rungs.get(i - 1);
                Rung higher = rungs.get(i);
                if (higher.days() <= lower.days() || !higher.reward().exceeds(lower.reward())) {
                    throw new IllegalArgumentException("rung " + higher + " does not follow " + lower + ".");
                }
            }
        }

        /** What these days bring, from the first one on, before the limit by fees. */
        public Money reward(List<Money> volumes) {
            long running = volumes.stream()
                    .takeWhile(volume -> volume.compareTo(dailyVolume) >= 0)
                    .count();
            return rungs.stream()
                    .filter(rung -> rung.days() <= running)
                    .reduce((lower, higher) -> higher)
                    .map(Rung::reward)
                    .orElseGet(() -> dailyVolume.asset().zero());
        }

        /** What these days bring when these fees were paid in them. */
        public Money reward(List<Money> volumes, Money fees) {
            return reward(volumes).min(fees.times(mostOfFees, RoundingMode.DOWN));
        }

        @Override
        public Optional<Money> largestReward() {
            return Optional.of(rungs.get(rungs.size() - 1).reward());
        }
    }

    /**
     * A number of trades within a time.
     *
     * @param trades how many
     * @param within how long they may take
     * @param reward what they bring
     */
    record Task(int trades, Duration within, Money reward) implements RewardTerms {
        public Task {
            IncentiveTerms.positive("within", within);
            IncentiveTerms.positive("reward", reward);
            if (trades < 1) {
                throw new IllegalArgumentException("trades are " + trades + ". Try 1 or more.");
            }
        }

        @Override
        public Optional<Money> largestReward() {
            return Optional.of(reward);
        }
    }

    /**
     * Tickets of a lucky draw.
     *
     * @param tickets how many
     */
    record Draw(int tickets) implements RewardTerms {
        public Draw {
            if (tickets < 1) {
                throw new IllegalArgumentException("tickets are " + tickets + ". Try 1 or more.");
            }
        }
    }

    /**
     * A bonus in fiat money, on a card or an account, or a thing.
     *
     * @param means how it reaches the user: a card, an account, a parcel
     */
    record Delivered(String means) implements RewardTerms {
        public Delivered {
            if (means.isBlank()) {
                throw new IllegalArgumentException("means is blank. Try card, account or parcel.");
            }
        }
    }
}
