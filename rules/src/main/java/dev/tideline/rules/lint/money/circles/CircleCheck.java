package dev.tideline.rules.lint.money.circles;

import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.lint.solver.RuleRegions;
import dev.tideline.rules.lint.subject.Assumptions;
import dev.tideline.rules.lint.subject.Offer;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Finds circles of playbooks: what one pays, or what its user has to do for it, makes him fit the next, and the last one the
 * first again. Offers that a person gets a bounded number of times end a circle.
 */
public final class CircleCheck {

    private final Map<String, List<Link>> links = new LinkedHashMap<>();
    private final Function<Incentive, Money> gain;
    private final Function<Incentive, Optional<Money>> worth;

    /**
     * Checks among these.
     *
     * @param offers all offers, of all playbooks
     * @param regions whom their rules fit
     * @param assumptions the declared rates
     * @param worth face values in the asset that amounts of users are counted in; empty where there is no rate
     * @param gain what somebody gains who takes an incentive for its own sake, in its own asset
     */
    public CircleCheck(
            List<Offer> offers,
            RuleRegions regions,
            Assumptions assumptions,
            Function<Incentive, Optional<Money>> worth,
            Function<Incentive, Money> gain) {
        this.gain = gain;
        this.worth = worth;
        List<Offer> endless = offers.stream()
                .filter(offer -> !offer.ends())
                .sorted(Comparator.comparing(offer -> offer.rule().name()))
                .toList();
        for (Offer from : endless) {
            List<Reach> does = worth.apply(from.incentive())
                    .map(face -> Effects.of(from.incentive(), face, assumptions))
                    .orElse(List.of());
            List<Link> out = links.computeIfAbsent(from.subject().key(), key -> new ArrayList<>());
            for (Offer to : endless) {
                Region asked = regions.of(to.rule()).orElse(Region.NOBODY);
                if (!to.subject().key().equals(from.subject().key())) {
                    Link.between(from, does, to, asked).ifPresent(out::add);
                }
            }
        }
    }

    /** The shortest circle through a playbook, if there is one. */
    public Optional<Finding> of(Subject subject) {
        Map<String, Link> reachedBy = new HashMap<>();
        Queue<String> next = new ArrayDeque<>(List.of(subject.key()));
        while (!next.isEmpty()) {
            for (Link link : links.getOrDefault(next.remove(), List.of())) {
                String to = link.to().subject().key();
                if (reachedBy.putIfAbsent(to, link) == null) {
                    next.add(to);
                }
            }
        }
        return reachedBy.containsKey(subject.key())
                ? Optional.of(finding(path(subject.key(), reachedBy)))
                : Optional.empty();
    }

    private static List<Link> path(String key, Map<String, Link> reachedBy) {
        List<Link> path = new ArrayList<>();
        String at = key;
        do {
            Link link = Objects.requireNonNull(reachedBy.get(at), at);
            path.add(0, link);
            at = link.from().subject().key();
        } while (!at.equals(key));
        return path;
    }

    private Finding finding(List<Link> circle) {
        String names = circle.stream()
                .map(link -> "`" + link.from().subject().key() + "` → ")
                .collect(Collectors.joining());
        Wording edges = circle.stream()
                .map(Link::said)
                .reduce((some, one) -> Wording.of("{0}; {1}", some, one))
                .orElseThrow();
        String paid = circle.stream()
                .flatMap(link -> worth.apply(link.from().incentive()).stream())
                .reduce(Money::plus)
                .map(Money::toString)
                .orElse("");
        boolean profitable =
                circle.stream().map(link -> gain.apply(link.from().incentive())).anyMatch(money -> money.signum() > 0);
        Wording round = profitable
                ? Wording.of(
                        "A round pays up to {0}, costs less than it pays, and nothing ends it but the person's cap.",
                        paid)
                : Wording.of("A round pays up to {0} and nothing ends it but the person's cap.", paid);
        Offer first = circle.get(0).from();
        return first.finding(
                profitable ? Severity.ERROR : Severity.WARNING,
                Code.CIRCLE,
                Wording.of(
                        "A circle: {0}. {1}. {2} Give one of them once or atMost (reentry), or a condition that who was"
                                + " just paid does not fulfil.",
                        names + "`" + first.subject().key() + "`", edges, round));
    }
}
