package dev.tideline.rules.lint;

import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.lint.conditions.ConditionChecks;
import dev.tideline.rules.lint.declaration.DeclarationChecks;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.money.MoneyChecks;
import dev.tideline.rules.lint.solver.RuleRegions;
import dev.tideline.rules.lint.subject.Assumptions;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.lint.subject.Surroundings;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Checks a playbook beyond its syntax. Findings of severity ERROR block its publication, the others are for whoever
 * approves it; {@code docs/checks.md} says what each means. Pure, deterministic, thread-safe.
 */
public final class Lint {

    private Lint() {}

    /**
     * Everything that is found, the heaviest first; empty if nothing is.
     *
     * @param subject the playbook and its rules, which passed the check of their syntax
     * @param surroundings what it is checked against
     */
    public static List<Finding> of(Subject subject, Surroundings surroundings) {
        Surroundings others = surroundings.without(subject.key());
        List<CheckedRule> rules = Stream.concat(
                        subject.rules().stream(), others.others().stream().flatMap(other -> other.rules().stream()))
                .toList();
        RuleRegions regions = RuleRegions.of(rules);
        List<Finding> findings = new ArrayList<>(ConditionChecks.of(subject, regions));
        findings.addAll(DeclarationChecks.of(subject, others));
        findings.addAll(MoneyChecks.of(subject, others, regions));
        return findings.stream()
                .map(finding -> settled(finding, subject.key(), surroundings.assumptions()))
                .distinct()
                .sorted(Finding.ORDER)
                .toList();
    }

    /** A blocking finding that was accepted warns, and says so. */
    private static Finding settled(Finding finding, String playbook, Assumptions assumptions) {
        return assumptions.accepted().stream()
                .filter(accepted -> finding.blocks()
                        && accepted.code() == finding.code()
                        && accepted.playbook().equals(playbook))
                .findFirst()
                .map(accepted -> finding.accepted(accepted.because()))
                .orElse(finding);
    }

    /** What is found of a playbook's conditions alone, the heaviest first: no catalogue, budget or other playbook is read. */
    public static List<Finding> ofConditions(Subject subject) {
        return ConditionChecks.of(subject, RuleRegions.of(subject.rules())).stream()
                .distinct()
                .sorted(Finding.ORDER)
                .toList();
    }
}
