package dev.tideline.rules.canonical;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import java.util.List;
import java.util.stream.Collectors;

/** A condition as a Java expression on the slots of a fact: calls joined by {@code &&}, {@code ||} and {@code !} only. */
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
                    .map(value -> compare("equal", in.field(), value))
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
        String method = method(comparison.operator());
        String call = compare(method, comparison.field(), comparison.operand());
        return comparison.operator() == Operator.UNEQUAL ? "!" + call : call;
    }

    private static String method(Operator operator) {
        return switch (operator) {
            case EQUAL, UNEQUAL -> "equal";
            case LESS -> "less";
            case AT_MOST -> "atMost";
            case GREATER -> "greater";
            case AT_LEAST -> "atLeast";
        };
    }

    private static String compare(String method, Field field, Operand operand) {
        if (operand instanceof Operand.Quantity number) {
            return call(method, number(field), literal(number.value()));
        }
        if (operand instanceof Operand.Scaled scaled) {
            return call(method + "Scaled", number(field), literal(scaled.millionths()), number(scaled.field()));
        }
        if (operand instanceof Operand.Word word) {
            return call("same", text(field), quoted(word.value()));
        }
        Field other = ((Operand.Other) operand).field();
        return field.type() == FieldType.TEXT
                ? call("same", text(field), text(other))
                : call(method, number(field), number(other));
    }

    private static String missing(Field field, boolean negated) {
        String test = field.type().isNumber() ? "missing(" + field.slot() + ")" : call("missing", text(field));
        return negated ? "!" + test : test;
    }

    private static String call(String method, String... arguments) {
        return Compare.class.getSimpleName() + "." + method + "(" + String.join(", ", arguments) + ")";
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
