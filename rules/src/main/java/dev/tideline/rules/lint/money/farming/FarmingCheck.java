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
import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds rewards that are worth taking for their own sake: paid before their condition was kept, or for less than they pay. */
public final class FarmingCheck {

    private final Costs costs;
    private final DepositBargains deposits;
    private final StreakBargains streaks;
    private final List<Offer> others;

    /** Checks with the rates and the catalogue of these surroundings. */
    public FarmingCheck(Surroundings surroundings) {
        costs = new Costs(surroundings.assumptions());
        deposits = new DepositBargains(costs);
        streaks = new StreakBargains(costs, surroundings.catalogue());
        others = surroundings.others().stream()
                .flatMap(other -> Offer.of(other, surroundings).stream())
                .filter(Offer::exempt)
                .toList();
    }

    /** What there is to say of an offer. */
    public List<Finding> of(Offer offer) {
        List<Finding> found = new ArrayList<>();
        early(offer.incentive())
                .map(message -> offer.finding(Severity.ERROR, Code.WITHDRAWABLE_EARLY, message))
                .ifPresent(found::add);
        if (offer.incentive().terms() instanceof RewardTerms.Ladder ladder) {
            streaks.best(offer.incentive(), ladder)
                    .map(bargain -> overpays(
                            offer,
                            Wording.of(
                                    "{0} Lower mostOfFees or the rungs, or make it not combinable.",
                                    told(offer.incentive(), bargain))))
                    .ifPresent(found::add);
        }
        bargain(offer.incentive())
                .filter(Bargain::pays)
                .map(bargain -> offer.finding(
                        Severity.WARNING,
                        Code.CHEAP_REWARD,
                        Wording.of(
                                "{0} What keeps it from being farmed is re-entry, KYC and risk; a larger volume or a longer"
                                        + " lock in the terms would cost the farmer more.",
                                told(offer.incentive(), bargain))))
                .ifPresent(found::add);
        return found;
    }

    /**
     * Streaks and cashbacks on the same fees that nothing keeps apart, of which a playbook offers one or both: that they are
     * not combinable binds promotional incentives only.
     */
    public List<Finding> apart(List<Offer> offers) {
        List<Offer> own = offers.stream().filter(Offer::exempt).toList();
        List<Finding> found = new ArrayList<>();
        for (Offer offer : own) {
            Stream<Offer> beside = Stream.concat(own.stream(), others.stream());
            (offer.incentive().terms() instanceof RewardTerms.Ladder
                            ? beside.map(other -> apart(offer, offer, other))
                            : others.stream().map(other -> apart(offer, other, offer)))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(found::add);
        }
        return found;
    }

    private Optional<Finding> apart(Offer at, Offer streak, Offer cashback) {
        return streaks.beside(streak.incentive(), cashback.incentive())
                .map(bargain -> overpays(
                        at,
                        Wording.of(
                                "{0} Nothing keeps `{1}` ({2}) and `{3}` ({4}) apart: combinable binds promotional incentives"
                                        + " only. Lower mostOfFees or the rungs, or make one of the playbooks promotional.",
                                told(streak.incentive(), bargain),
                                streak.incentive().key(),
                                streak.rule().name(),
                                cashback.incentive().key(),
                                cashback.rule().name())));
    }

    private static Finding overpays(Offer at, Wording wording) {
        return at.finding(Severity.ERROR, Code.STREAK_OVERPAYS, wording);
    }

    /** What somebody gains who takes it for its own sake, by the declared rates; nothing if that cannot be counted. */
    public Money gain(Incentive incentive) {
        Money nothing = incentive.asset().zero();
        Optional<Bargain> best = incentive.terms() instanceof RewardTerms.Ladder ladder
                ? streaks.best(incentive, ladder)
                : bargain(incentive);
        return best.map(Bargain::gain).map(nothing::max).orElse(nothing);
    }

    private Wording told(Incentive incentive, Bargain bargain) {
        return Wording.of(
                "`{0}` pays {1} for {2}: {3}, which leaves {4}. Rates: checks.yaml (fee: {5}).",
                incentive.key(),
                bargain.reward(),
                bargain.cost(),
                bargain.arithmetic(),
                bargain.gain(),
                costs.assumptions().fee().source());
    }

    /** Why somebody can leave with a bonus before he kept its condition; empty if he cannot. */
    private static Optional<Wording> early(Incentive incentive) {
        if (incentive.terms() instanceof DepositTerms terms) {
            Duration window = incentive.timing().useWithin();
            Duration stay = DepositBargains.stay(incentive, DepositBargains.least(terms));
            return stay.compareTo(window) >= 0
                    ? Optional.empty()
                    : Optional.of(Wording.of(
                            "{0} counts the net deposit over {1}, but is paid {2} after the deposit, and the deposit may be"
                                    + " withdrawn {3} after it without losing the bonus. Lock it for as long as the deposit"
                                    + " counts: vesting: { locked: P{4}D, unlessWithdrawn: true } in the catalogue.",
                            Said.of(incentive),
                            Said.of(window),
                            Said.of(incentive.timing().payoutAfter()),
                            Said.of(stay),
                            window.toDays()));
        }
        return incentive.terms() instanceof TradingTerms.Bonus bonus && !bonus.forfeitedByTransfer()
                ? Optional.of(Wording.of(
                        "{0} is credit for trading, but a transfer out of the futures account does not end it, so that it"
                                + " can be carried away before it is used. Set forfeitedByTransfer: true in its terms.",
                        Said.of(incentive)))
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
                    Wording.of("{0} trades without a least volume, which may cost next to nothing", task.trades())));
        }
        if (terms instanceof RewardTerms.Box box) {
            return Optional.of(free(incentive, box.most(), unasked()));
        }
        if (terms instanceof RewardTerms.Delivered) {
            return Optional.of(free(incentive, incentive.faceValue(), unasked()));
        }
        if (terms instanceof StatusTerms.Referral referral) {
            return Optional.of(new Bargain(
                    referral.each().times(2),
                    costs.fees(referral.volume()),
                    Wording.of(
                            "both sides get {0} for {1}, also where one person stands behind both",
                            referral.each(), costs.saidFees(referral.volume()))));
        }
        return Optional.empty();
    }

    /** A reward whose terms ask for nothing but what is to be kept afterwards. */
    private Bargain free(Incentive incentive, Money reward, Wording asked) {
        if (incentive.vesting() instanceof Vesting.Kept kept) {
            Duration days = Duration.ofDays(kept.days());
            return new Bargain(
                    reward,
                    costs.bound(kept.least(), days),
                    Wording.of("{0}; then {1}", asked, costs.saidBound(kept.least(), days)));
        }
        return new Bargain(reward, reward.asset().zero(), kyc(incentive.eligibility(), asked));
    }

    private static Wording unasked() {
        return Wording.of("the terms ask for no deposit and no trade");
    }

    private static Wording kyc(Eligibility eligibility, Wording asked) {
        return eligibility.kycLevel() == 0
                ? asked
                : Wording.of("{0}; KYC level {1} stands before it", asked, eligibility.kycLevel());
    }
}
