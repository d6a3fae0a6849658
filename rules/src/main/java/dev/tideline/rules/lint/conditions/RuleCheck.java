package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Operand;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.relation.Relations;
import dev.tideline.rules.lint.solver.BoxText;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.lint.solver.Regions;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Checks the condition of one rule: whether it can hold, and whether each part of it says something. */
final class RuleCheck {

    private final CheckedRule rule;
    private final Relations relations;
    private final List<Finding> findings = new ArrayList<>();

    private RuleCheck(CheckedRule rule, Relations relations) {
        this.rule = rule;
        this.relations = relations;
    }

    static List<Finding> of(CheckedRule rule, Region region, Relations relations) {
        RuleCheck check = new RuleCheck(rule, relations);
        List<Condition> parts = Normal.conjuncts(Regions.conditions(rule));
        if (region.isEmpty()) {
            check.neverHolds(parts);
        } else if (relations.ruleOut(region)) {
            check.ruledOut(parts, region);
        } else if (Region.EVERYBODY.within(region)) {
            check.fitsEverybody();
        } else {
            check.all(parts, Region.EVERYBODY);
        }
        return check.findings;
    }

    private void neverHolds(List<Condition> parts) {
        List<Condition> core = core(parts, Region::isEmpty);
        Wording parted = PartText.located(core);
        Wording what = core.size() == 1
                ? possible(core.get(0), Wording.of("{0} can never hold", parted))
                : Wording.of("{0} can never hold together", parted);
        add(
                Severity.ERROR,
                Code.NEVER_HOLDS,
                core.get(core.size() - 1).place(),
                Wording.of("{0}. The rule fires for nobody: change one of them, or take the rule out.", what));
    }

    /** Each part can hold beside the others, but not for one user. */
    private void ruledOut(List<Condition> parts, Region region) {
        List<Condition> core = core(parts, relations::ruleOut);
        Relations.Reason reason = relations
                .reason(Regions.all(core))
                .or(() -> relations.reason(region)) // whose boxes may be cut otherwise
                .orElseThrow();
        Wording parted = PartText.located(core);
        add(
                reason.certain() ? Severity.ERROR : Severity.WARNING,
                Code.NEVER_HOLDS,
                core.get(core.size() - 1).place(),
                core.size() == 1
                        ? Wording.of(
                                "{0} can never hold: {1}. The rule fires for nobody: change it, or take the rule out.",
                                parted, reason.said())
                        : Wording.of(
                                "{0} can never hold together: {1}. The rule fires for nobody: change one of them, or take"
                                        + " the rule out.",
                                parted, reason.said()));
    }

    /** As few of the parts as leave nobody together. */
    private static List<Condition> core(List<Condition> parts, Predicate<Region> nobody) {
        List<Condition> core = new ArrayList<>(parts);
        for (Condition part : parts) {
            List<Condition> others = without(core, part);
            if (nobody.test(Regions.all(others))) {
                core = others;
            }
        }
        return core;
    }

    private void fitsEverybody() {
        List<String> offers = Subject.offers(rule);
        Wording fits = offers.isEmpty()
                ? Wording.of("The rule fits every user")
                : Wording.of("The rule fits every user and offers {0}", offers);
        add(
                offers.isEmpty() ? Severity.NOTE : Severity.WARNING,
                Code.FITS_EVERYBODY,
                rule.place(),
                Wording.of("{0}. Say whom it is for, or leave it if everybody is meant.", fits));
    }

    /** Parts that all have to hold, for users of the context. */
    private void all(List<Condition> parts, Region context) {
        List<Condition> kept = new ArrayList<>(parts);
        for (int i = parts.size() - 1; i >= 0; i--) {
            Condition part = parts.get(i);
            List<Condition> others = without(kept, part);
            if (context.and(Regions.all(others)).within(Regions.of(part))) {
                if (!Bands.isOuterEnd(part, others)) {
                    saysNothing(part, others, context);
                }
                kept = others;
            }
        }
        for (Condition part : kept) {
            if (part instanceof Condition.Any any) {
                any(any.parts(), context.and(Regions.all(without(kept, part))));
            }
        }
    }

    private void saysNothing(Condition part, List<Condition> others, Region context) {
        Region holds = Regions.of(part);
        Optional<Condition> stronger = others.stream()
                .filter(other -> context.and(Regions.of(other)).within(holds))
                .findFirst();
        Wording said = PartText.located(part);
        Wording why = Region.EVERYBODY.within(holds)
                ? possible(part, Wording.of("{0} always holds", said))
                : stronger.map(other -> Wording.of("{0} says nothing beside {1}", said, PartText.located(other)))
                        .orElse(Wording.of("{0} says nothing beside the other parts together", said));
        boolean tunable = Stream.concat(Stream.of(part), stronger.stream()).anyMatch(PartText::namesParameter);
        add(
                tunable ? Severity.NOTE : Severity.WARNING,
                Code.PART_SAYS_NOTHING,
                part.place(),
                tunable
                        ? Wording.of(
                                "{0}. Take it out, or correct its value; another value of the parameter may give it a"
                                        + " meaning.",
                                why)
                        : Wording.of("{0}. Take it out, or correct its value.", why));
    }

    /** Alternatives for users of the context. */
    private void any(List<Condition> parts, Region context) {
        List<Condition> kept = new ArrayList<>(parts);
        for (int i = parts.size() - 1; i >= 0; i--) {
            Condition part = parts.get(i);
            List<Condition> others = without(kept, part);
            Region here = context.and(Regions.of(part));
            if (here.isEmpty() || relations.ruleOut(here)) {
                kept = others;
                branch(
                        Code.BRANCH_NEVER_HOLDS,
                        part,
                        Wording.of(
                                "The alternative {0} can never hold beside the rest of the condition",
                                PartText.located(part)));
            } else if (covered(here, others)) {
                kept = others;
                branch(
                        Code.BRANCH_COVERED,
                        part,
                        Wording.of(
                                "The alternative {0} adds nobody: the other alternatives hold whenever it does",
                                PartText.located(part)));
            }
        }
        for (Condition part : kept) {
            if (part instanceof Condition.All all) {
                all(all.parts(), context);
            }
        }
    }

    private static boolean covered(Region here, List<Condition> others) {
        Region union = others.stream().map(Regions::of).reduce(Region.NOBODY, Region::or);
        return here.within(union);
    }

    private void branch(Code code, Condition part, Wording why) {
        add(
                PartText.namesParameter(part) ? Severity.NOTE : Severity.WARNING,
                code,
                part.place(),
                Wording.of("{0}. Take it out, or correct its value.", why));
    }

    /** With what the field of a comparison with a constant can be; else as it is. */
    private static Wording possible(Condition part, Wording said) {
        if (!(part instanceof Condition.Comparison comparison) || !(comparison.operand() instanceof Operand.Constant)) {
            return said;
        }
        Dimension value = new Dimension.Value(comparison.field());
        return Wording.of("{0} ({1})", said, BoxText.of(value, value.universe()));
    }

    private static List<Condition> without(List<Condition> parts, Condition part) {
        List<Condition> others = new ArrayList<>();
        parts.stream().filter(other -> other != part).forEach(others::add);
        return others;
    }

    private void add(Severity severity, Code code, Place place, Wording wording) {
        findings.add(new Finding(severity, code, place, List.of(rule.name()), wording));
    }
}
