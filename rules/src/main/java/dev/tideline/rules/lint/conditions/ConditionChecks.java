package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.relation.Relations;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.lint.solver.RuleRegions;
import dev.tideline.rules.lint.solver.TooLarge;
import dev.tideline.rules.lint.subject.Subject;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Checks the conditions of a playbook's rules, alone and against each other. */
public final class ConditionChecks {

    private static final Comparator<CheckedRule> AS_WRITTEN = Comparator.<CheckedRule, String>comparing(
                    rule -> rule.place().source())
            .thenComparing(rule -> rule.place().line())
            .thenComparing(rule -> rule.place().column())
            .thenComparing(CheckedRule::name);

    private final Subject subject;
    private final RuleRegions regions;
    private final List<Finding> findings = new ArrayList<>();

    private ConditionChecks(Subject subject, RuleRegions regions) {
        this.subject = subject;
        this.regions = regions;
    }

    /** What there is to say of these rules, in no particular order. */
    public static List<Finding> of(Subject subject, RuleRegions regions) {
        ConditionChecks checks = new ConditionChecks(subject, regions);
        checks.run();
        return checks.findings;
    }

    private void run() {
        List<Row> rows = new ArrayList<>();
        for (CheckedRule rule : subject.rules().stream().sorted(AS_WRITTEN).toList()) {
            findings.addAll(SweepCheck.of(rule));
            Region region = regions.of(rule).orElse(null);
            if (region == null) {
                findings.add(tooLarge(rule.place(), List.of(rule.name())));
            } else {
                attempt(rule.place(), List.of(rule.name()), () -> RuleCheck.of(rule, region, Relations.shipped()));
                if (!region.isEmpty()) {
                    rows.add(new Row(rule, region));
                }
            }
        }
        pairs(rows);
        if (!rows.isEmpty()) {
            attempt(rows.get(0).rule().place(), List.of(subject.key()), () -> GapCheck.of(rows));
        }
    }

    private void pairs(List<Row> rows) {
        for (int i = 0; i < rows.size(); i++) {
            for (int j = i + 1; j < rows.size(); j++) {
                Row first = rows.get(i);
                Row second = rows.get(j);
                attempt(
                        second.rule().place(),
                        List.of(second.rule().name(), first.rule().name()),
                        () -> PairCheck.of(first, second, subject.playbook()).stream()
                                .toList());
            }
        }
    }

    private void attempt(Place place, List<String> names, Supplier<? extends Collection<Finding>> check) {
        try {
            findings.addAll(check.get());
        } catch (TooLarge e) {
            findings.add(tooLarge(place, names));
        }
    }

    private static Finding tooLarge(Place place, List<String> names) {
        return new Finding(
                Severity.NOTE,
                Code.TOO_LARGE,
                place,
                names,
                Wording.of(
                        "Not analysed: {0} would take more than {1} cases. Nothing is said of what it contradicts, covers"
                                + " or leaves open; shorter alternatives help.",
                        names, Region.MOST_BOXES));
    }
}
