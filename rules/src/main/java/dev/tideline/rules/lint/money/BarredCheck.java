package dev.tideline.rules.lint.money;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.jurisdiction.Clause;
import dev.tideline.rules.jurisdiction.Clause.Consequence;
import dev.tideline.rules.jurisdiction.Matter;
import dev.tideline.rules.jurisdiction.Pack;
import dev.tideline.rules.jurisdiction.PacksInForce;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.lint.solver.Regions;
import dev.tideline.rules.lint.solver.RuleRegions;
import dev.tideline.rules.lint.solver.TooLarge;
import dev.tideline.rules.lint.solver.Words;
import dev.tideline.rules.lint.subject.Offer;
import dev.tideline.rules.lint.subject.Said;
import dev.tideline.rules.problem.Wording;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Finds offers that the law or their own terms bar for everybody whom the rule fits. */
final class BarredCheck {

    private final PacksInForce law;
    private final RuleRegions regions;

    BarredCheck(PacksInForce law, RuleRegions regions) {
        this.law = law;
        this.regions = regions;
    }

    Optional<Finding> of(Offer offer) {
        try {
            return regions.of(offer.rule())
                    .filter(region -> !region.isEmpty())
                    .flatMap(region -> barred(offer, region))
                    .map(why -> offer.finding(Severity.ERROR, Code.NEVER_GRANTED, why));
        } catch (TooLarge e) {
            return Optional.empty(); // not known to be barred
        }
    }

    private Optional<Wording> barred(Offer offer, Region region) {
        Region left = offer.subject().playbook().candidateClass() == CandidateClass.CONTRACTUAL
                ? region
                : region.and(admitted(offer.incentive()));
        if (left.isEmpty()) {
            return Optional.of(Wording.of(
                    "{0} is never granted: nobody whom the rule fits is in its regions, {1}, of its classes, {2}, and has its"
                            + " KYC level, {3}. Offer another incentive, or widen the rule.",
                    Said.of(offer.incentive()),
                    String.join(", ", offer.incentive().eligibility().regions()),
                    String.join(", ", offer.incentive().eligibility().clientClasses()),
                    level(offer.incentive())));
        }
        Set<String> grounds = new TreeSet<>();
        for (Pack pack : law.packs()) {
            for (Clause clause : denying(pack, offer)) {
                Region rest = left.minus(Regions.all(List.of(pack.where(), clause.when())));
                if (!rest.equals(left)) {
                    grounds.add(pack.reference() + " " + clause.name());
                }
                left = rest;
            }
        }
        return left.isEmpty()
                ? Optional.of(Wording.of(
                        "{0} is never granted: the law bars it for everybody whom the rule fits and its terms allow ({1})."
                                + " Offer another incentive, or widen the rule.",
                        Said.of(offer.incentive()), String.join("; ", grounds)))
                : Optional.empty();
    }

    /** Whom the terms allow: an unknown region or class is in none. */
    private static Region admitted(Incentive incentive) {
        FactSchema users = Vocabulary.shipped().user();
        Dimension level = new Dimension.Value(users.require("kyc_level"));
        return one(users, "region_group", incentive.eligibility().regions())
                .and(one(users, "client_class", incentive.eligibility().clientClasses()))
                .and(Region.of(level, Numbers.between(level(incentive), Long.MAX_VALUE)));
    }

    /** A crypto reward may be promised before KYC. */
    private static int level(Incentive incentive) {
        return incentive.type() == Incentive.Type.CRYPTO_REWARD
                ? 0
                : incentive.eligibility().kycLevel();
    }

    private static Region one(FactSchema users, String column, Collection<String> words) {
        return Region.of(new Dimension.Value(users.require(column)), Words.of(words));
    }

    /** Where promotion is barred, so is what it promotes. */
    private static List<Clause> denying(Pack pack, Offer offer) {
        CandidateClass kind = offer.subject().playbook().candidateClass();
        Set<String> licences = offer.subject().playbook().worth().licences();
        Matter incentive = new Matter.OfIncentive(kind, offer.incentive().type(), licences);
        Stream<Matter> matters = kind == CandidateClass.PROMOTIONAL
                ? Stream.of(incentive, new Matter.OfMessage(kind, null, licences))
                : Stream.of(incentive);
        List<Matter> all = matters.toList();
        return pack.clauses().stream()
                .filter(clause -> clause.consequence() instanceof Consequence.Denies)
                .filter(clause -> all.stream().anyMatch(clause::concerns))
                .toList();
    }
}
