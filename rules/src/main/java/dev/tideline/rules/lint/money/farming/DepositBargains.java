package dev.tideline.rules.lint.money.farming;

import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Vesting;
import dev.tideline.rules.incentives.terms.DepositTerms;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** What a deposit bonus costs and pays, and how long its deposit has to stay. Stateless but for the rates. */
final class DepositBargains {

    private final Costs costs;

    DepositBargains(Costs costs) {
        this.costs = costs;
    }

    /** From reaching the condition until the bonus is the user's own and the deposit may leave without harm to it. */
    static Duration stay(Incentive incentive, Money deposit) {
        Duration paid = incentive.timing().payoutAfter();
        if (incentive.vesting() instanceof Vesting.Locked lock && lock.unlessWithdrawn()) {
            return paid.plus(lock.length());
        }
        boolean kept =
                incentive.vesting() instanceof Vesting.Kept keep && keep.least().compareTo(deposit) >= 0;
        return kept ? paid.plus(Duration.ofDays(((Vesting.Kept) incentive.vesting()).days())) : paid;
    }

    /** The deposit that the smallest reward asks for. */
    static Money least(DepositTerms terms) {
        return terms instanceof DepositTerms.Tiers tiers
                ? tiers.tiers().get(0).netDeposit()
                : deposit((DepositTerms.Match) terms);
    }

    /** The deposit that brings the whole of a match. */
    private static Money deposit(DepositTerms.Match match) {
        BigDecimal whole =
                match.most().amount().divide(match.ratio(), match.most().asset().decimals(), RoundingMode.UP);
        return match.most().asset().of(whole);
    }

    /** The tier that leaves most. */
    Bargain best(Incentive incentive, DepositTerms terms) {
        List<Bargain> all = terms instanceof DepositTerms.Tiers tiers
                ? tiers.tiers().stream()
                        .map(tier -> bargain(incentive, tier.netDeposit(), tier.volume(), tier.reward()))
                        .toList()
                : List.of(match(incentive, (DepositTerms.Match) terms));
        return all.stream().max(Comparator.comparing(Bargain::gain)).orElseThrow();
    }

    private Bargain match(Incentive incentive, DepositTerms.Match match) {
        return bargain(incentive, deposit(match), match.most().asset().zero(), match.most());
    }

    private Bargain bargain(Incentive incentive, Money deposit, Money volume, Money reward) {
        Duration stay = stay(incentive, deposit);
        Money cost = costs.bound(deposit, stay).plus(costs.fees(volume));
        Wording bound = costs.saidBound(deposit, stay);
        Wording said = volume.isZero() ? bound : Wording.of("{0} and {1}", bound, costs.saidFees(volume));
        return new Bargain(reward, cost, said);
    }
}
