package dev.tideline.rules.lint.money;

import dev.tideline.rules.budgets.Allotment;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.guardrails.Limits.IncentiveCap;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.subject.Offer;
import dev.tideline.rules.lint.subject.Said;
import dev.tideline.rules.lint.subject.Surroundings;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.reentry.ReEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks that something bounds what one person may get, and that what is offered can get through what bounds it. */
final class CapCheck {

    private final Surroundings surroundings;
    private final BudgetPlan plan;

    CapCheck(Surroundings surroundings) {
        this.surroundings = surroundings;
        this.plan = surroundings.budgets();
    }

    List<Finding> of(Offer offer) {
        List<Finding> found = new ArrayList<>();
        bound(offer).ifPresent(found::add);
        obstacle(offer)
                .map(obstacle -> offer.finding(Severity.ERROR, Code.NEVER_GRANTED, obstacle))
                .ifPresent(found::add);
        return found;
    }

    /** The person's cap as it binds an offer; empty if it does not: it counts promotional incentives of its own asset. */
    Optional<IncentiveCap> cap(Offer offer) {
        IncentiveCap cap = surroundings.limits().incentiveCap();
        boolean counted = offer.subject().playbook().candidateClass() == CandidateClass.PROMOTIONAL
                && offer.incentive().asset().key().equals(cap.asset());
        return counted ? Optional.of(cap) : Optional.empty();
    }

    private Optional<Finding> bound(Offer offer) {
        ReEntry reentry = offer.reentry();
        if (!repeatsAtOnce(reentry)) {
            return Optional.empty();
        }
        List<String> bounds = Stream.concat(
                        cap(offer)
                                .map(cap -> "his cap of " + cap.faceValue().toPlainString() + " " + cap.asset() + " in "
                                        + Said.of(cap.window()))
                                .stream(),
                        plan.person().map(person -> "his budget of " + person.perPeriod()).stream())
                .toList();
        String often = reentry.occurrence() instanceof ReEntry.Occurrence.Event event
                ? "with each new `" + event.field() + "`"
                : "at each run, for it has no re-entry";
        String offered = "A person whom `" + offer.rule().name() + "` fits gets " + Said.of(offer.incentive())
                + " again " + often + ".";
        String mend = " Give the playbook a cooldown, once or atMost (reentry in playbook.yaml).";
        if (bounds.isEmpty()) {
            return Optional.of(offer.finding(
                    Severity.ERROR,
                    Code.NO_CAP,
                    offered + " Nothing bounds it: no cap of limits.yaml counts it and budgets.yaml has no budget of a"
                            + " person." + mend));
        }
        boolean event = reentry.occurrence() instanceof ReEntry.Occurrence.Event;
        return Optional.of(offer.finding(
                event ? Severity.NOTE : Severity.WARNING,
                Code.NO_CAP,
                offered + " Only " + String.join(" and ", bounds) + " end it." + mend));
    }

    private static boolean repeatsAtOnce(ReEntry reentry) {
        boolean unlimited = reentry.occurrence() instanceof ReEntry.Occurrence.Any
                || reentry.occurrence() instanceof ReEntry.Occurrence.Event;
        return unlimited && reentry.cooldown().isZero() && reentry.atMost() == Integer.MAX_VALUE;
    }

    /** Why an offer is never granted; empty if nothing is seen that would stop it. */
    private Optional<String> obstacle(Offer offer) {
        Incentive incentive = offer.incentive();
        Money reserved = incentive.reserved();
        Optional<IncentiveCap> cap = cap(offer);
        if (cap.isPresent() && reserved.amount().compareTo(cap.get().faceValue()) > 0) {
            return Optional.of(Said.of(incentive) + " is more than a person may be granted: "
                    + cap.get().faceValue().toPlainString() + " " + cap.get().asset() + " in "
                    + Said.of(cap.get().window())
                    + ". Lower the face value, or raise incentives.faceValue in limits.yaml.");
        }
        Optional<Money> worth = new ReferenceWorth(plan).of(incentive);
        if (worth.isEmpty()) {
            return Optional.of(Said.of(incentive) + " is never granted, for budgets.yaml has no rate of "
                    + incentive.asset() + " in " + plan.reference() + ". Add one under rates.");
        }
        return reserved.isZero() ? Optional.empty() : tooSmall(offer, worth.get());
    }

    private Optional<String> tooSmall(Offer offer, Money worth) {
        Stream<Named> budgets = Stream.concat(
                plan.campaign(offer.subject().key()).map(own -> new Named("the playbook's budget", own)).stream(),
                plan.person().map(person -> new Named("the budget of a person", person)).stream());
        return budgets.filter(budget -> worth.exceeds(budget.most()))
                .map(budget -> Said.of(offer.incentive()) + " never fits " + budget.name + ", " + budget.most()
                        + " at a time. Lower the face value or raise the budget in budgets.yaml.")
                .findFirst();
    }

    private record Named(String name, Allotment allotment) {
        Money most() {
            return allotment.perPeriod().min(allotment.total());
        }
    }
}
