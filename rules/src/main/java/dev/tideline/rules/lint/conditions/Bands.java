package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.lint.solver.Numbers.Span;
import java.util.List;
import java.util.Set;

/** Bands that say both their ends. Stateless. */
final class Bands {

    private static final Set<Operator> UPPER = Set.of(Operator.LESS, Operator.AT_MOST);
    private static final Set<Operator> LOWER = Set.of(Operator.GREATER, Operator.AT_LEAST);

    private Bands() {}

    /**
     * Whether a part is the end of a band where the field itself ends, such as the 0 of {@code 0..29} in a table: it says
     * nothing, and nobody would leave it out.
     */
    static boolean isOuterEnd(Condition part, List<Condition> others) {
        return part instanceof Condition.Comparison comparison
                && comparison.field().type().isDecimal()
                && comparison.operand() instanceof Operand.Quantity end
                && isEnd(comparison.field(), comparison.operator(), end.value())
                && others.stream().anyMatch(other -> isOtherEnd(other, comparison));
    }

    private static boolean isEnd(Field field, Operator operator, long value) {
        List<Span> spans = ((Numbers) new Dimension.Value(field).universe()).spans();
        return (operator == Operator.AT_LEAST && value == spans.get(0).least())
                || (operator == Operator.AT_MOST && value == spans.get(0).most());
    }

    private static boolean isOtherEnd(Condition other, Condition.Comparison end) {
        return other instanceof Condition.Comparison comparison
                && comparison.field().equals(end.field())
                && (end.operator() == Operator.AT_LEAST ? UPPER : LOWER).contains(comparison.operator());
    }
}
