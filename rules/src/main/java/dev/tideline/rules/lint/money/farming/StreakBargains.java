package dev.tideline.rules.lint.money.farming;

import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.incentives.terms.RewardTerms.Ladder;
import dev.tideline.rules.incentives.terms.RewardTerms.Rung;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a streak costs and pays, with a cashback on the same fees where both may be used together. */
final class StreakBargains {

    private final Costs costs;
    private final Incentives catalogue;

    StreakBargains(Costs costs, Incentives catalogue) {
        this.costs = costs;
        this.catalogue = catalogue;
    }

    /** The rung and the fees that leave most; empty if none leaves anything. */
    Optional<Bargain> best(Incentive streak, Ladder ladder) {
        Stream<Optional<Incentive>> beside =
                Stream.concat(Stream.of(Optional.empty()), cashbacks(streak).map(Optional::of));
        return beside.flatMap(cashback -> bargains(streak, ladder, cashback.orElse(null)))
                .filter(Bargain::pays)
                .max(Comparator.comparing(Bargain::gain));
    }

    /** The same with this incentive beside it; empty unless they are a streak and a cashback on the same fees. */
    Optional<Bargain> beside(Incentive streak, Incentive cashback) {
        return streak.terms() instanceof Ladder ladder
                        && cashback.terms() instanceof FeeTerms.Cashback
                        && cashback.asset().equals(streak.asset())
                ? bargains(streak, ladder, cashback).filter(Bargain::pays).max(Comparator.comparing(Bargain::gain))
                : Optional.empty();
    }

    /** Cashbacks that the streak may be used together with. */
    private Stream<Incentive> cashbacks(Incentive streak) {
        return catalogue.byKey().values().stream()
                .filter(other -> streak.combinable() && other.combinable())
                .filter(other -> other.terms() instanceof FeeTerms.Cashback)
                .filter(other -> other.asset().equals(streak.asset()));
    }

    /**
     * One a rung and bend: what is left grows with the fees up to where the rung or the cashback is used up, so the best
     * fees are at such a bend or are the least that the days ask for.
     */
    private Stream<Bargain> bargains(Incentive streak, Ladder ladder, @Nullable Incentive cashback) {
        return ladder.rungs().stream().flatMap(rung -> {
            Money volume = ladder.dailyVolume().times(rung.days());
            Money least = costs.fees(volume);
            Stream<Money> bends = Stream.concat(
                    Stream.of(least, ratio(rung.reward(), ladder.mostOfFees())),
                    Stream.ofNullable(cashback)
                            .map(one -> ratio(one.faceValue(), cashback(one).ratio())));
            return bends.map(fees -> bargain(streak, ladder, rung, cashback, fees.max(least)));
        });
    }

    private static FeeTerms.Cashback cashback(Incentive incentive) {
        return (FeeTerms.Cashback) incentive.terms();
    }

    private static Money ratio(Money reward, BigDecimal share) {
        return reward.asset().of(reward.amount().divide(share, reward.asset().decimals(), RoundingMode.UP));
    }

    private Bargain bargain(Incentive streak, Ladder ladder, Rung rung, @Nullable Incentive cashback, Money fees) {
        Money back = fees.times(ladder.mostOfFees(), RoundingMode.DOWN).min(rung.reward());
        Wording said = Wording.of(
                "{0} of fees in {1} days (at least {2}) bring back {3}",
                fees, rung.days(), costs.saidFees(ladder.dailyVolume().times(rung.days())), back);
        if (cashback == null) {
            return new Bargain(back, fees, said);
        }
        Money more = fees.times(cashback(cashback).ratio(), RoundingMode.DOWN).min(cashback.faceValue());
        Wording both = Wording.of("{0} and, with `{1}` beside it, {2} more", said, cashback.key(), more);
        boolean allowed = streak.combinable() && cashback.combinable();
        return new Bargain(back.plus(more), fees, allowed ? Wording.of("{0}: both are combinable", both) : both);
    }
}
