package dev.tideline.rules.canonical;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition as a Java expression on the slots of a fact. A missing number is the smallest {@code long}, below every
 * constant, so only comparisons that it would pass are guarded.
 */
final class CanonicalExpression {

    private CanonicalExpression() {}

    static String of(Condition condition) {
        if (condition instanceof Condition.All all) {
            return join(all.parts(), " && ");
        }
        if (condition instanceof Condition.Any any) {
            return join(any.parts(), " || ");
        }
        if (condition instanceof Condition.Not not) {
            return "!(" + of(not.part()) + ")";
        }
        if (condition instanceof Condition.Comparison comparison) {
            return comparison(comparison);
        }
        if (condition instanceof Condition.Membership in) {
            String any = in.values().stream()
                    .map(value -> equal(in.field(), value))
                    .collect(Collectors.joining(" || ", "(", ")"));
            return in.negated() ? "!" + any : any;
        }
        if (condition instanceof Condition.Containment contains) {
            return (contains.negated() ? "!" : "") + "texts(" + contains.field().slot() + ").contains("
                    + quoted(contains.word().value()) + ")";
        }
        if (condition instanceof Condition.Missing missing) {
            return missing(missing.field(), missing.negated());
        }
        throw new IllegalStateException("Unknown condition " + condition);
    }

    private static String join(List<Condition> parts, String between) {
        return parts.stream().map(CanonicalExpression::of).collect(Collectors.joining(between, "(", ")"));
    }

    private static String comparison(Condition.Comparison comparison) {
        Field field = comparison.field();
        Operator operator = comparison.operator();
        if (operator == Operator.EQUAL) {
            return equal(field, comparison.operand());
        }
        if (operator == Operator.UNEQUAL) {
            return "!(" + equal(field, comparison.operand()) + ")";
        }
        boolean below = operator == Operator.LESS || operator == Operator.AT_MOST;
        return "(" + ordered(field, operator, comparison.operand(), below) + ")";
    }

    private static String ordered(Field field, Operator operator, Operand operand, boolean below) {
        String sign = " " + operator.sign() + " ";
        if (operand instanceof Operand.Quantity number) {
            return (below ? present(field) : "") + number(field) + sign + literal(number.value());
        }
        if (operand instanceof Operand.Other other) {
            return present(below ? field : other.field()) + number(field) + sign + number(other.field());
        }
        Operand.Scaled scaled = (Operand.Scaled) operand;
        return present(field) + present(scaled.field()) + scaled(field, scaled) + sign + "0";
    }

    private static String equal(Field field, Operand operand) {
        if (operand instanceof Operand.Quantity number) {
            return number(field) + " == " + literal(number.value());
        }
        if (operand instanceof Operand.Word word) {
            return quoted(word.value()) + ".equals(" + text(field) + ")";
        }
        if (operand instanceof Operand.Scaled scaled) {
            return "(" + present(field) + present(scaled.field()) + scaled(field, scaled) + " == 0)";
        }
        Field other = ((Operand.Other) operand).field();
        return field.type() == FieldType.TEXT
                ? "(" + text(field) + " != null && " + text(field) + ".equals(" + text(other) + "))"
                : "(" + present(field) + number(field) + " == " + number(other) + ")";
    }

    private static String missing(Field field, boolean negated) {
        return field.type().isNumber()
                ? (negated ? "!" : "") + "missing(" + field.slot() + ")"
                : text(field) + (negated ? " != null" : " == null");
    }

    private static String scaled(Field field, Operand.Scaled scaled) {
        return "Factors.compare(" + number(field) + ", " + literal(scaled.millionths()) + ", " + number(scaled.field())
                + ")";
    }

    private static String present(Field field) {
        return "!missing(" + field.slot() + ") && ";
    }

    private static String number(Field field) {
        return "number(" + field.slot() + ")";
    }

    private static String text(Field field) {
        return "text(" + field.slot() + ")";
    }

    private static String literal(long value) {
        return value + "L";
    }

    private static String quoted(String word) {
        return '"' + word + '"';
    }
}
