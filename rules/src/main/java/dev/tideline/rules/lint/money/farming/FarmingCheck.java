package dev.tideline.rules.lint.money.farming;

import dev.tideline.rules.incentives.Eligibility;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Vesting;
import dev.tideline.rules.incentives.terms.DepositTerms;
import dev.tideline.rules.incentives.terms.IncentiveTerms;
import dev.tideline.rules.incentives.terms.RewardTerms;
import dev.tideline.rules.incentives.terms.StatusTerms;
import dev.tideline.rules.incentives.terms.TradingTerms;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.subject.Offer;
import dev.tideline.rules.lint.subject.Said;
import dev.tideline.rules.lint.subject.Surroundings;
import dev.tideline.rules.money.Money;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds rewards that are worth taking for their own sake: paid before their condition was kept, or for less than they pay. */
public final class FarmingCheck {

    private final Costs costs;
    private final DepositBargains deposits;
    private final StreakBargains streaks;

    /** Checks with the rates and the catalogue of these surroundings. */
    public FarmingCheck(Surroundings surroundings) {
        costs = new Costs(surroundings.assumptions());
        deposits = new DepositBargains(costs);
        streaks = new StreakBargains(costs, surroundings.catalogue());
    }

    /** What there is to say of an offer. */
    public List<Finding> of(Offer offer) {
        List<Finding> found = new ArrayList<>();
        early(offer.incentive())
                .map(message -> offer.finding(Severity.ERROR, Code.WITHDRAWABLE_EARLY, message))
                .ifPresent(found::add);
        if (offer.incentive().terms() instanceof RewardTerms.Ladder ladder) {
            streaks.best(offer.incentive(), ladder)
                    .map(bargain -> offer.finding(
                            Severity.ERROR,
                            Code.STREAK_OVERPAYS,
                            told(offer, bargain) + " Lower mostOfFees or the rungs, or make it not combinable."))
                    .ifPresent(found::add);
        }
        bargain(offer.incentive())
                .filter(Bargain::pays)
                .map(bargain -> offer.finding(
                        Severity.WARNING,
                        Code.CHEAP_REWARD,
                        told(offer, bargain)
                                + " What keeps it from being farmed is re-entry, KYC and risk; a larger volume"
                                + " or a longer lock in the terms would cost the farmer more."))
                .ifPresent(found::add);
        return found;
    }

    /** What somebody gains who takes it for its own sake, by the declared rates; nothing if that cannot be counted. */
    public Money gain(Incentive incentive) {
        Money nothing = incentive.asset().zero();
        Optional<Bargain> best = incentive.terms() instanceof RewardTerms.Ladder ladder
                ? streaks.best(incentive, ladder)
                : bargain(incentive);
        return best.map(Bargain::gain).map(nothing::max).orElse(nothing);
    }

    private String told(Offer offer, Bargain bargain) {
        return "`" + offer.incentive().key() + "` pays " + bargain.reward() + " for " + bargain.cost() + ": "
                + bargain.arithmetic() + ", which leaves " + bargain.gain() + ". Rates: checks.yaml (fee: "
                + costs.assumptions().fee().source() + ").";
    }

    /** Why somebody can leave with a bonus before he kept its condition; empty if he cannot. */
    private static Optional<String> early(Incentive incentive) {
        if (incentive.terms() instanceof DepositTerms terms) {
            Duration window = incentive.timing().useWithin();
            Duration stay = DepositBargains.stay(incentive, DepositBargains.least(terms));
            return stay.compareTo(window) >= 0
                    ? Optional.empty()
                    : Optional.of(Said.of(incentive) + " counts the net deposit over " + Said.of(window)
                            + ", but is paid " + Said.of(incentive.timing().payoutAfter())
                            + " after the deposit, and the deposit may be withdrawn " + Said.of(stay)
                            + " after it without losing the bonus. Lock it for as long as the deposit counts: vesting: {"
                            + " locked: P" + window.toDays() + "D, unlessWithdrawn: true } in the catalogue.");
        }
        return incentive.terms() instanceof TradingTerms.Bonus bonus && !bonus.forfeitedByTransfer()
                ? Optional.of(Said.of(incentive) + " is credit for trading, but a transfer out of the futures account"
                        + " does not end it, so that it can be carried away before it is used. Set forfeitedByTransfer:"
                        + " true in its terms.")
                : Optional.empty();
    }

    /** The best bargain; empty for what brings back no more than a part of fees or cannot be counted from its terms. */
    private Optional<Bargain> bargain(Incentive incentive) {
        IncentiveTerms terms = incentive.terms();
        if (terms instanceof DepositTerms deposit) {
            return Optional.of(deposits.best(incentive, deposit));
        }
        if (terms instanceof RewardTerms.Task task) {
            return Optional.of(free(
                    incentive,
                    task.reward(),
                    task.trades() + " trades without a least volume, which may cost next to nothing"));
        }
        if (terms instanceof RewardTerms.Box box) {
            return Optional.of(free(incentive, box.most(), "the terms ask for no deposit and no trade"));
        }
        if (terms instanceof RewardTerms.Delivered) {
            return Optional.of(free(incentive, incentive.faceValue(), "the terms ask for no deposit and no trade"));
        }
        if (terms instanceof StatusTerms.Referral referral) {
            return Optional.of(new Bargain(
                    referral.each().times(2),
                    costs.fees(referral.volume()),
                    "both sides get " + referral.each() + " for " + costs.saidFees(referral.volume())
                            + ", also where one person stands behind both"));
        }
        return Optional.empty();
    }

    /** A reward whose terms ask for nothing but what is to be kept afterwards. */
    private Bargain free(Incentive incentive, Money reward, String asked) {
        if (incentive.vesting() instanceof Vesting.Kept kept) {
            Duration days = Duration.ofDays(kept.days());
            return new Bargain(
                    reward, costs.bound(kept.least(), days), asked + "; then " + costs.saidBound(kept.least(), days));
        }
        return new Bargain(reward, reward.asset().zero(), asked + kyc(incentive.eligibility()));
    }

    private static String kyc(Eligibility eligibility) {
        return eligibility.kycLevel() == 0 ? "" : "; KYC level " + eligibility.kycLevel() + " stands before it";
    }
}
