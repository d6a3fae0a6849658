package dev.tideline.rules.interpretation;

import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import dev.tideline.rules.language.Operand.Constant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints checked conditions in author's words. Reading the text again gives an equal condition. Stateless.
 */
public final class AuthorPrinter {

    private final boolean parametersByName;

    private AuthorPrinter(boolean parametersByName) {
        this.parametersByName = parametersByName;
    }

    /** Prints parameters by name, as they were written: {@code daysSinceLastTrade >= $quietDays}. */
    public static AuthorPrinter asWritten() {
        return new AuthorPrinter(true);
    }

    /** Prints parameters by their value: {@code daysSinceLastTrade >= 30}. */
    public static AuthorPrinter withValues() {
        return new AuthorPrinter(false);
    }

    /** The condition as it stands between the parentheses of a pattern. */
    public String print(Condition condition) {
        return condition instanceof Condition.All all
                ? join(all.parts(), ", ")
                : condition instanceof Condition.Any any ? join(any.parts(), " || ") : part(condition);
    }

    private String join(List<Condition> parts, String between) {
        return parts.stream().map(this::part).collect(Collectors.joining(between));
    }

    private String part(Condition condition) {
        if (condition instanceof Condition.All all) {
            return "(" + join(all.parts(), " && ") + ")";
        }
        if (condition instanceof Condition.Any any) {
            return "(" + join(any.parts(), " || ") + ")";
        }
        if (condition instanceof Condition.Not not) {
            return "!(" + (not.part() instanceof Condition.All all ? join(all.parts(), " && ") : print(not.part()))
                    + ")";
        }
        if (condition instanceof Condition.Comparison comparison) {
            return comparison(comparison);
        }
        if (condition instanceof Condition.Membership in) {
            return in.field().name() + (in.negated() ? " not in (" : " in (")
                    + in.values().stream()
                            .map(value -> constant(value, in.field().type()))
                            .collect(Collectors.joining(", "))
                    + ")";
        }
        if (condition instanceof Condition.Containment contains) {
            return contains.field().name()
                    + (contains.negated() ? " not contains " : " contains ")
                    + constant(contains.word(), FieldType.TEXT);
        }
        if (condition instanceof Condition.Missing missing) {
            return missing.field().name() + (missing.negated() ? " != null" : " == null");
        }
        throw new IllegalStateException("Unknown condition " + condition);
    }

    private String comparison(Condition.Comparison comparison) {
        String name = comparison.field().name();
        if (comparison.field().type() == FieldType.FLAG
                && comparison.operand() instanceof Operand.Quantity number
                && number.value() == 1
                && number.parameter().isEmpty()) {
            return comparison.operator() == Operator.EQUAL ? name : "!" + name;
        }
        return name + " " + comparison.operator().sign() + " "
                + operand(comparison.operand(), comparison.field().type());
    }

    private String operand(Operand operand, FieldType type) {
        if (operand instanceof Constant constant) {
            return constant(constant, type);
        }
        if (operand instanceof Operand.Other other) {
            return other.field().name();
        }
        if (operand instanceof Operand.Scaled scaled) {
            String factor = byName(scaled.parameter())
                    ? "$" + scaled.parameter()
                    : ValueText.decimal(scaled.millionths(), FieldType.RATIO.scale());
            return factor + " * " + scaled.field().name();
        }
        throw new IllegalStateException("Unknown operand " + operand);
    }

    private String constant(Constant constant, FieldType type) {
        if (byName(constant.parameter())) {
            return "$" + constant.parameter();
        }
        return constant instanceof Operand.Word word
                ? ValueText.quoted(word.value())
                : ValueText.literal(((Operand.Quantity) constant).value(), type);
    }

    private boolean byName(String parameter) {
        return parametersByName && !parameter.isEmpty();
    }
}
