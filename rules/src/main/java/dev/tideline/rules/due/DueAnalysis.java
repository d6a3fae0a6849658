package dev.tideline.rules.due;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Operand;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Finds the thresholds that rules and segments compare fields with that change as time passes. Stateless. */
public final class DueAnalysis {

    private static final Pattern WINDOW = Pattern.compile(".*_(\\d+d|24h)(_ago)?");
    private static final Set<String> RUNS = Set.of("days_balance_below_1");

    private DueAnalysis() {}

    /** The time dependence of these rules: of playbooks, guardrails or both. */
    public static TimeDependence of(Collection<CheckedRule> rules) {
        TimeDependence all = none();
        for (CheckedRule rule : rules) {
            all = all.and(of(rule));
        }
        return all;
    }

    /** The time dependence of conditions on the user, such as those of segments. */
    public static TimeDependence ofUserConditions(Collection<Condition> conditions) {
        Map<Field, Thresholds> user = new HashMap<>();
        Set<Field> reads = new HashSet<>();
        for (Condition condition : conditions) {
            user.putAll(merged(user, thresholds(condition)));
            reads.addAll(Reads.of(condition));
        }
        user.keySet().removeIf(field -> !isTemporal(field));
        return new TimeDependence(user, Map.of(), false, reads, "");
    }

    /**
     * Whether a field may change although nothing happens: derived from the instant of evaluation, or counted over a
     * window, mean or run of days.
     */
    public static boolean isTemporal(Field field) {
        return field.derived().isPresent() || WINDOW.matcher(field.column()).matches() || RUNS.contains(field.column());
    }

    private static TimeDependence none() {
        return new TimeDependence(Map.of(), Map.of(), false, Set.of(), "");
    }

    private static TimeDependence of(CheckedRule rule) {
        Map<Field, Thresholds> market = rule.market() == null ? Map.of() : thresholds(rule.market());
        boolean calendar = rule.asOf() != null && !Reads.of(rule.asOf()).isEmpty();
        return ofUserConditions(List.of(rule.user()))
                .and(new TimeDependence(Map.of(), market, calendar, rule.reads(), ""));
    }

    private static Map<Field, Thresholds> thresholds(Condition condition) {
        Map<Field, Thresholds> found = new HashMap<>();
        Reads.eachSingle(
                condition,
                single -> Reads.of(single).forEach(field -> found.merge(field, of(single), Thresholds::and)));
        return found;
    }

    private static Map<Field, Thresholds> merged(Map<Field, Thresholds> one, Map<Field, Thresholds> other) {
        Map<Field, Thresholds> both = new HashMap<>(one);
        other.forEach((field, thresholds) -> both.merge(field, thresholds, Thresholds::and));
        return both;
    }

    private static Thresholds of(Condition single) {
        if (single instanceof Condition.Comparison comparison
                && comparison.operand() instanceof Operand.Quantity number) {
            return of(comparison.operator(), number.value());
        }
        if (single instanceof Condition.Membership in && in.field().type() != FieldType.TEXT) {
            return in.values().stream()
                    .map(value -> of(Condition.Operator.EQUAL, ((Operand.Quantity) value).value()))
                    .reduce(Thresholds.cuts(List.of()), Thresholds::and);
        }
        return single instanceof Condition.Missing missing
                        && missing.field().type().isNumber()
                ? Thresholds.cuts(List.of())
                : Thresholds.anyChange();
    }

    private static Thresholds of(Condition.Operator operator, long value) {
        return switch (operator) {
            case LESS, AT_LEAST -> Thresholds.cuts(List.of(value));
            case GREATER, AT_MOST -> Thresholds.cuts(List.of(value + 1));
            case EQUAL, UNEQUAL -> Thresholds.cuts(List.of(value, value + 1));
        };
    }
}
