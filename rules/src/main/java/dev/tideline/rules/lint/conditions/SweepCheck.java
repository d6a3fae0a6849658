package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.due.DueAnalysis;
import dev.tideline.rules.due.Thresholds;
import dev.tideline.rules.due.TimeDependence;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.solver.Regions;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds rules whose time part makes a sweep look at everybody. Stateless. */
final class SweepCheck {

    private SweepCheck() {}

    static List<Finding> of(CheckedRule rule) {
        TimeDependence time = DueAnalysis.of(List.of(rule));
        List<Finding> found = new ArrayList<>();
        if (!time.analysable()) {
            found.add(finding(rule, rule.place(), Wording.of("Every sweep looks at everybody: {0}", time.reason())));
        }
        if (time.dayBoundary() && rule.asOf() != null) {
            Wording daily = Wording.of(
                    "{0} makes every user due at the beginning of each day, so that each day's first sweep looks at"
                            + " everybody. Write the day into the schedule of playbook.yaml instead, such as"
                            + " cron: \"0 0 1 ? * FRI\".",
                    names(Reads.of(rule.asOf())));
            found.add(finding(rule, rule.asOf().place(), daily));
        }
        moving(time.user()).stream() // a window moves only for those who did something, what is derived for all
                .filter(field -> field.derived().isPresent())
                .forEach(field -> found.add(finding(rule, place(rule, field), withTheClock(field))));
        moving(time.market()).forEach(field -> found.add(finding(rule, place(rule, field), withTheMarket(field))));
        return found;
    }

    private static Wording withTheClock(Field field) {
        return Wording.of(
                "{0} moves with the clock and is compared with another field, so that every user who has both is due each"
                        + " time it moves. Compare it with a number or a $parameter.",
                names(Set.of(field)));
    }

    private static Wording withTheMarket(Field field) {
        return Wording.of(
                "{0} of the market is compared without a fixed threshold, so that each of its changes makes everybody"
                        + " due. Compare it with a number, a word or a $parameter.",
                names(Set.of(field)));
    }

    /** Fields of which every change counts. */
    private static List<Field> moving(Map<Field, Thresholds> thresholds) {
        return thresholds.entrySet().stream()
                .filter(entry -> entry.getValue().equals(Thresholds.anyChange()))
                .map(Map.Entry::getKey)
                .filter(field -> field.type().isNumber())
                .sorted(Comparator.comparing(Field::name))
                .toList();
    }

    private static Place place(CheckedRule rule, Field field) {
        List<Place> found = new ArrayList<>();
        for (Condition condition : Regions.conditions(rule)) {
            Reads.eachSingle(condition, single -> {
                if (Reads.of(single).contains(field)) {
                    found.add(single.place());
                }
            });
        }
        return found.isEmpty() ? rule.place() : found.get(0);
    }

    private static String names(Set<Field> fields) {
        return fields.stream().map(field -> "`" + field.name() + "`").collect(Collectors.joining(", "));
    }

    private static Finding finding(CheckedRule rule, Place place, Wording wording) {
        return new Finding(Severity.WARNING, Code.FULL_SWEEP, place, List.of(rule.name()), wording);
    }
}
