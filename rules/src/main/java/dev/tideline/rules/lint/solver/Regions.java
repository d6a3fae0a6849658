package dev.tideline.rules.lint.solver;

import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import dev.tideline.rules.lint.solver.Dimension.Compared;
import dev.tideline.rules.lint.solver.Dimension.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Finds the region of a condition, with exactly the meaning that {@link Condition} gives to missing values. Stateless. */
public final class Regions {

    private Regions() {}

    /**
     * The region of a rule: its conditions on the user, the market and the instant.
     *
     * @throws TooLarge if it takes more boxes than the declared size
     */
    public static Region of(CheckedRule rule) {
        return all(conditions(rule));
    }

    /** The conditions of a rule on the user, the market and the instant, as far as it has them. */
    public static List<Condition> conditions(CheckedRule rule) {
        return Stream.of(Stream.of(rule.user()), Stream.ofNullable(rule.market()), Stream.ofNullable(rule.asOf()))
                .flatMap(one -> one)
                .toList();
    }

    /**
     * The region of all of these conditions together.
     *
     * @throws TooLarge if it takes more boxes than the declared size
     */
    public static Region all(Collection<? extends Condition> conditions) {
        return conditions.stream().map(Regions::of).reduce(Region.EVERYBODY, Region::and);
    }

    /**
     * The region of a condition.
     *
     * @throws TooLarge if it takes more boxes than the declared size
     */
    public static Region of(Condition condition) {
        return of(condition, true);
    }

    private static Region of(Condition condition, boolean wanted) {
        if (condition instanceof Condition.Not not) {
            return of(not.part(), !wanted);
        }
        if (condition instanceof Condition.All all) {
            return wanted ? all(all.parts(), true) : any(all.parts(), false);
        }
        if (condition instanceof Condition.Any any) {
            return wanted ? any(any.parts(), true) : all(any.parts(), false);
        }
        return single(condition, wanted);
    }

    private static Region all(List<Condition> parts, boolean wanted) {
        return parts.stream().map(part -> of(part, wanted)).reduce(Region.EVERYBODY, Region::and);
    }

    private static Region any(List<Condition> parts, boolean wanted) {
        return parts.stream().map(part -> of(part, wanted)).reduce(Region.NOBODY, Region::or);
    }

    private static Region single(Condition single, boolean wanted) {
        Dimension dimension;
        Values holds;
        if (single instanceof Condition.Comparison comparison) {
            dimension = dimension(comparison);
            holds = holds(comparison, dimension);
        } else if (single instanceof Condition.Membership in) {
            dimension = new Value(in.field());
            Values named =
                    in.values().stream().map(Regions::only).reduce(Values::or).orElseThrow();
            holds = in.negated() ? dimension.universe().minus(named) : named;
        } else if (single instanceof Condition.Containment contains) {
            dimension = new Dimension.Contains(contains.field(), contains.word().value());
            holds = Numbers.only(contains.negated() ? 0 : 1);
        } else if (single instanceof Condition.Missing missing) {
            dimension = new Value(missing.field());
            Values present = dimension.universe().present();
            holds = missing.negated() ? present : dimension.universe().minus(present);
        } else {
            throw new IllegalStateException("Unknown condition " + single);
        }
        return Region.of(dimension, wanted ? holds : dimension.universe().minus(holds));
    }

    private static Dimension dimension(Condition.Comparison comparison) {
        if (comparison.operand() instanceof Operand.Other other) {
            return isSwapped(comparison)
                    ? new Compared(other.field(), Compared.ONE, comparison.field())
                    : new Compared(comparison.field(), Compared.ONE, other.field());
        }
        return comparison.operand() instanceof Operand.Scaled scaled
                ? new Compared(comparison.field(), scaled.millionths(), scaled.field())
                : new Value(comparison.field());
    }

    /** {@code b > a} is kept as {@code a < b}. */
    private static boolean isSwapped(Condition.Comparison comparison) {
        return comparison.operand() instanceof Operand.Other other
                && Dimension.BY_FIELD.compare(comparison.field(), other.field()) > 0;
    }

    private static Values holds(Condition.Comparison comparison, Dimension dimension) {
        Operator operator = comparison.operator();
        if (dimension instanceof Compared) {
            return outcomes(operator, isSwapped(comparison));
        }
        Operand operand = comparison.operand();
        if (!operator.orders()) {
            Values equal = only((Operand.Constant) operand);
            return operator == Operator.EQUAL ? equal : dimension.universe().minus(equal);
        }
        return ordered(operator, ((Operand.Quantity) operand).value());
    }

    private static Values only(Operand.Constant constant) {
        return constant instanceof Operand.Word word
                ? Words.of(List.of(word.value()))
                : Numbers.only(((Operand.Quantity) constant).value());
    }

    private static Values ordered(Operator operator, long value) {
        return switch (operator) {
            case LESS -> Numbers.between(Numbers.LEAST, value - 1);
            case AT_MOST -> Numbers.between(Numbers.LEAST, value);
            case GREATER ->
                value == Long.MAX_VALUE ? Numbers.between(1, 0) : Numbers.between(value + 1, Long.MAX_VALUE);
            default -> Numbers.between(value, Long.MAX_VALUE);
        };
    }

    private static Values outcomes(Operator operator, boolean swapped) {
        List<Long> accepted = new ArrayList<>();
        for (long outcome : List.of(Compared.LESS, Compared.EQUAL, Compared.GREATER)) {
            int comparison = (int) (outcome - Compared.EQUAL);
            if (operator.accepts(swapped ? -comparison : comparison)) {
                accepted.add(outcome);
            }
        }
        if (operator == Operator.UNEQUAL) {
            accepted.add(Compared.UNDEFINED);
        }
        return accepted.stream().map(Numbers::only).reduce(Numbers::or).orElseThrow();
    }
}
