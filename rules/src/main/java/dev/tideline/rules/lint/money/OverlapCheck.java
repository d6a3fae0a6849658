package dev.tideline.rules.lint.money;

import dev.tideline.rules.guardrails.Limits.IncentiveCap;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.solver.BoxText;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.lint.solver.RuleRegions;
import dev.tideline.rules.lint.solver.TooLarge;
import dev.tideline.rules.lint.subject.Offer;
import dev.tideline.rules.lint.subject.Said;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.lint.subject.Surroundings;
import dev.tideline.rules.playbook.Exclusivity;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds playbooks that fit the same person and together offer more than he may have. */
final class OverlapCheck {

    private final Surroundings surroundings;
    private final CapCheck caps;
    private final RuleRegions regions;
    private final IncentiveCap cap;
    private final List<Bundle> others;

    OverlapCheck(Surroundings surroundings, CapCheck caps, RuleRegions regions) {
        this.surroundings = surroundings;
        this.caps = caps;
        this.regions = regions;
        this.cap = surroundings.limits().incentiveCap();
        this.others = surroundings.others().stream()
                .flatMap(other -> bundles(other).stream())
                .sorted(Comparator.comparing(Bundle::amount).reversed().thenComparing(Bundle::name))
                .toList();
    }

    /** What one rule offers one person at a time. */
    private record Bundle(Subject subject, CheckedRule rule, BigDecimal amount, long times) {
        String name() {
            return rule.name();
        }

        BigDecimal repeated() {
            return amount.multiply(BigDecimal.valueOf(times));
        }
    }

    /** One finding for each set of other rules, however many rules of the playbook meet it; the heaviest stands. */
    List<Finding> of(Subject subject) {
        Map<List<String>, Finding> found = new LinkedHashMap<>();
        for (Bundle own : bundles(subject)) {
            Stream.concat(alone(own).stream(), together(own).stream())
                    .forEach(finding -> found.merge(
                            finding.rules().size() == 1
                                    ? finding.rules()
                                    : finding.rules().subList(1, finding.rules().size()),
                            finding,
                            BinaryOperator.minBy(Finding.ORDER)));
        }
        return List.copyOf(found.values());
    }

    /** Shares of a pool are reserved for nobody, so the cap does not count them. */
    private List<Bundle> bundles(Subject subject) {
        Map<CheckedRule, List<Offer>> byRule = Offer.of(subject, surroundings).stream()
                .filter(offer -> caps.cap(offer).isPresent())
                .collect(Collectors.groupingBy(Offer::rule, LinkedHashMap::new, Collectors.toList()));
        return byRule.values().stream()
                .map(this::bundle)
                .filter(bundle -> bundle.amount.signum() > 0)
                .toList();
    }

    private Bundle bundle(List<Offer> offers) {
        Offer first = offers.get(0);
        BigDecimal once = offers.stream()
                .map(offer -> offer.incentive().reserved().amount())
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Bundle(first.subject(), first.rule(), once, Frequency.times(first.reentry(), cap.window()));
    }

    private Optional<Finding> alone(Bundle own) {
        return own.repeated().compareTo(cap.faceValue()) <= 0
                ? Optional.empty()
                : Optional.of(finding(
                        Severity.WARNING,
                        List.of(own),
                        own.repeated(),
                        Wording.of(
                                "`{0}` alone offers {1} up to {2} times. Lengthen its cooldown or lower the face value.",
                                own.name(), said(own.amount), own.times)));
    }

    private Optional<Finding> together(Bundle own) {
        Region all = regions.of(own.rule).orElse(Region.NOBODY);
        List<Bundle> chosen = new ArrayList<>(List.of(own));
        BigDecimal sum = own.amount;
        for (Bundle other : others) {
            boolean enough = sum.compareTo(cap.faceValue()) > 0;
            Region both = !enough && fits(other, chosen) ? meeting(all, other) : Region.NOBODY;
            if (!both.isEmpty()) {
                all = both;
                chosen.add(other);
                sum = sum.add(other.amount);
            }
        }
        return chosen.size() == 1 || sum.compareTo(cap.faceValue()) <= 0
                ? Optional.empty()
                : Optional.of(together(chosen, sum, all));
    }

    /** Heavier where every user of the rule is concerned. */
    private Finding together(List<Bundle> chosen, BigDecimal sum, Region all) {
        String offers = chosen.stream()
                .map(bundle -> "`" + bundle.name() + "` " + said(bundle.amount))
                .collect(Collectors.joining(", "));
        boolean always =
                regions.of(chosen.get(0).rule).filter(own -> own.within(all)).isPresent();
        Wording fit = always
                ? Wording.of("{0} fit all users of the first", offers)
                : Wording.of(
                        "{0} fit a user with {1}",
                        offers, BoxText.example(all.boxes().get(0)));
        Wording mend = Wording.of(
                "{0}. What ranks last is refused as CAP_PERSON. Make their conditions exclude each other, put them into"
                        + " one exclusivity group, or leave it if the best ones are meant to win.",
                fit);
        return finding(always ? Severity.WARNING : Severity.NOTE, chosen, sum, mend);
    }

    private Region meeting(Region together, Bundle other) {
        try {
            return regions.of(other.rule).map(together::and).orElse(Region.NOBODY);
        } catch (TooLarge e) {
            return Region.NOBODY; // not known to meet
        }
    }

    /** Whether it may act beside those: one rule a playbook, and no more of an exclusivity group than it lets act. */
    private static boolean fits(Bundle other, List<Bundle> chosen) {
        if (other.amount.signum() == 0
                || chosen.stream().anyMatch(one -> one.subject.key().equals(other.subject.key()))) {
            return false;
        }
        Exclusivity group = other.subject.playbook().exclusivity();
        long rivals = chosen.stream()
                .map(one -> one.subject.playbook().exclusivity())
                .filter(one -> one.competes() && one.group().equals(group.group()))
                .count();
        return !group.competes() || rivals < group.most();
    }

    private Finding finding(Severity severity, List<Bundle> chosen, BigDecimal sum, Wording why) {
        return new Finding(
                severity,
                Code.OVER_PERSON_CAP,
                chosen.get(0).rule.place(),
                chosen.stream().map(Bundle::name).toList(),
                Wording.of(
                        "One person may be offered {0}, more than the {1} in {2} that limits.yaml lets him have: {3}",
                        said(sum), said(cap.faceValue()), Said.of(cap.window()), why));
    }

    private String said(BigDecimal amount) {
        return amount.toPlainString() + " " + cap.asset();
    }
}
