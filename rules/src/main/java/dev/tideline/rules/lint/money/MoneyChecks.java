package dev.tideline.rules.lint.money;

import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.money.circles.CircleCheck;
import dev.tideline.rules.lint.money.farming.FarmingCheck;
import dev.tideline.rules.lint.solver.RuleRegions;
import dev.tideline.rules.lint.subject.Offer;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.lint.subject.Surroundings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Checks what a playbook offers: whether it is bounded, ends, can be granted, and is not worth taking for its own sake. */
public final class MoneyChecks {

    private MoneyChecks() {}

    /** What there is to say, in no particular order; nothing of a playbook that offers nothing. */
    public static List<Finding> of(Subject subject, Surroundings surroundings, RuleRegions regions) {
        List<Offer> offers = Offer.of(subject, surroundings);
        List<Finding> found = new ArrayList<>();
        if (offers.isEmpty()) {
            return found;
        }
        CapCheck caps = new CapCheck(surroundings);
        ExpiryCheck expiry = new ExpiryCheck(surroundings.assumptions().longestPromise());
        FarmingCheck farming = new FarmingCheck(surroundings);
        ExemptCheck exempt = new ExemptCheck(surroundings, farming);
        BarredCheck barred = new BarredCheck(surroundings.law(), regions);
        found.addAll(new BudgetCheck(surroundings.budgets()).of(subject));
        expiry.of(subject).ifPresent(found::add);
        for (Offer offer : offers) {
            found.addAll(caps.of(offer));
            expiry.of(offer).ifPresent(found::add);
            exempt.of(offer).ifPresent(found::add);
            barred.of(offer).ifPresent(found::add);
            found.addAll(farming.of(offer));
        }
        found.addAll(new OverlapCheck(surroundings, caps, regions).of(subject));
        found.addAll(farming.apart(offers));
        circles(offers, surroundings, regions, farming).of(subject).ifPresent(found::add);
        return merged(found);
    }

    /** What is said of an incentive is said once, at the first rule that offers it, however many rows of a table do. */
    private static List<Finding> merged(List<Finding> found) {
        Map<List<Object>, Finding> merged = new LinkedHashMap<>();
        found.forEach(finding -> merged.merge(
                List.of(finding.severity(), finding.code(), finding.wording()), finding, MoneyChecks::both));
        return List.copyOf(merged.values());
    }

    private static Finding both(Finding one, Finding other) {
        Finding first = Finding.ORDER.compare(one, other) <= 0 ? one : other;
        List<String> rules = Stream.concat(one.rules().stream(), other.rules().stream())
                .distinct()
                .sorted()
                .toList();
        return new Finding(first.severity(), first.code(), first.place(), rules, first.wording());
    }

    private static CircleCheck circles(
            List<Offer> own, Surroundings surroundings, RuleRegions regions, FarmingCheck farming) {
        List<Offer> all = Stream.concat(
                        own.stream(),
                        surroundings.others().stream().flatMap(other -> Offer.of(other, surroundings).stream()))
                .toList();
        return new CircleCheck(
                all,
                regions,
                surroundings.assumptions(),
                new ReferenceWorth(surroundings.budgets())::of,
                farming::gain);
    }
}
