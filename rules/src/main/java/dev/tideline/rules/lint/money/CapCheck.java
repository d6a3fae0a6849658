package dev.tideline.rules.lint.money;

import dev.tideline.rules.budgets.Allotment;
import dev.tideline.rules.budgets.BudgetPlan;
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
import dev.tideline.rules.playbook.reentry.Window;
import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks that something bounds what one person may get, and that what is offered can get through what bounds it. */
final class CapCheck {

    /** A shorter one bounds nothing. */
    private static final Duration SHORTEST_PAUSE = Duration.ofDays(1);

    /** To get something more often than this is to get it without end. */
    private static final int MOST_TIMES = 100;

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
        boolean counted = !offer.exempt() && offer.incentive().asset().key().equals(cap.asset());
        return counted ? Optional.of(cap) : Optional.empty();
    }

    private Optional<Finding> bound(Offer offer) {
        ReEntry reentry = offer.reentry();
        if (!repeatsAtOnce(reentry)) {
            return Optional.empty();
        }
        List<Wording> bounds = Stream.concat(
                        cap(offer).map(CapCheck::said).stream(),
                        plan.person().map(person -> Wording.of("his budget of {0}", person.perPeriod())).stream())
                .toList();
        Wording often = often(reentry);
        Wording offered = Wording.of(
                "A person whom `{0}` fits gets {1} again {2}.", offer.rule().name(), Said.of(offer.incentive()), often);
        Wording mend = Wording.of("Give the playbook a cooldown, once or atMost (reentry in playbook.yaml).");
        if (bounds.isEmpty()) {
            return Optional.of(offer.finding(
                    Severity.ERROR,
                    Code.NO_CAP,
                    Wording.of(
                            "{0} Nothing bounds it: no cap of limits.yaml counts it and budgets.yaml has no budget of a"
                                    + " person. {1}",
                            offered, mend)));
        }
        boolean event = reentry.occurrence() instanceof ReEntry.Occurrence.Event;
        return Optional.of(offer.finding(
                event && !offer.exempt() ? Severity.NOTE : Severity.WARNING,
                Code.NO_CAP,
                Wording.of("{0} Only {1} end it. {2}", offered, Wording.allOf(bounds), mend)));
    }

    private static Wording said(IncentiveCap cap) {
        return Wording.of(
                "his cap of {0} {1} in {2}", cap.faceValue().toPlainString(), cap.asset(), Said.of(cap.window()));
    }

    private static Wording often(ReEntry reentry) {
        Duration pause = Frequency.pause(reentry);
        if (!pause.isZero()) {
            return Wording.of("after {0}, which is less than a day", pause);
        }
        if (reentry.atMost() < Integer.MAX_VALUE) {
            return Wording.of("at each run, up to {0} times", reentry.atMost());
        }
        return reentry.occurrence() instanceof ReEntry.Occurrence.Event event
                ? Wording.of("with each new `{0}`", event.field())
                : Wording.of("at each run, for it has no re-entry");
    }

    /** What comes again within a day is not bounded by it. A calendar day is one even where its end is near. */
    private static boolean repeatsAtOnce(ReEntry reentry) {
        boolean calendar =
                reentry.occurrence() instanceof ReEntry.Occurrence.Per per && per.window() instanceof Window.Calendar;
        return !calendar
                && !(reentry.occurrence() instanceof ReEntry.Occurrence.Ever)
                && Frequency.pause(reentry).compareTo(SHORTEST_PAUSE) < 0
                && reentry.atMost() > MOST_TIMES;
    }

    /** Why an offer is never granted; empty if nothing is seen that would stop it. */
    private Optional<Wording> obstacle(Offer offer) {
        Incentive incentive = offer.incentive();
        Money reserved = incentive.reserved();
        Optional<IncentiveCap> cap = cap(offer);
        if (cap.isPresent() && reserved.amount().compareTo(cap.get().faceValue()) > 0) {
            return Optional.of(Wording.of(
                    "{0} is more than a person may be granted: {1} {2} in {3}. Lower the face value, or raise"
                            + " incentives.faceValue in limits.yaml.",
                    Said.of(incentive),
                    cap.get().faceValue().toPlainString(),
                    cap.get().asset(),
                    Said.of(cap.get().window())));
        }
        Optional<Money> worth = new ReferenceWorth(plan).of(incentive);
        if (worth.isEmpty()) {
            return Optional.of(Wording.of(
                    "{0} is never granted, for budgets.yaml has no rate of {1} in {2}. Add one under rates.",
                    Said.of(incentive), incentive.asset(), plan.reference()));
        }
        return reserved.isZero() ? Optional.empty() : tooSmall(offer, worth.get());
    }

    private Optional<Wording> tooSmall(Offer offer, Money worth) {
        Stream<Named> budgets = Stream.concat(
                plan
                        .campaign(offer.subject().key())
                        .map(own -> new Named(Wording.of("the playbook's budget"), own))
                        .stream(),
                plan.person().map(person -> new Named(Wording.of("the budget of a person"), person)).stream());
        return budgets.filter(budget -> worth.exceeds(budget.most()))
                .map(budget -> Wording.of(
                        "{0} never fits {1}, {2} at a time. Lower the face value or raise the budget in budgets.yaml.",
                        Said.of(offer.incentive()), budget.name, budget.most()))
                .findFirst();
    }

    private record Named(Wording name, Allotment allotment) {
        Money most() {
            return allotment.perPeriod().min(allotment.total());
        }
    }
}
