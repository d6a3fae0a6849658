package dev.tideline.rules.interpretation;

import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Evaluates checked conditions one by one, without a rule engine: slower than one, and able to say why. Stateless. */
public final class Interpreter {

    private Interpreter() {}

    /** Whether the condition holds for the fact, which must be of the kind that the condition was checked against. */
    public static boolean holds(Condition condition, Fact fact) {
        if (condition instanceof Condition.Comparison comparison) {
            return compares(comparison, fact);
        }
        if (condition instanceof Condition.All all) {
            return all(all.parts(), fact);
        }
        if (condition instanceof Condition.Any any) {
            return any(any.parts(), fact);
        }
        if (condition instanceof Condition.Not not) {
            return !holds(not.part(), fact);
        }
        if (condition instanceof Condition.Membership in) {
            return in.negated() != oneOf(in, fact);
        }
        if (condition instanceof Condition.Containment contains) {
            boolean found =
                    fact.texts(contains.field().slot()).contains(contains.word().value());
            return contains.negated() != found;
        }
        if (condition instanceof Condition.Missing missing) {
            return missing.negated() != isMissing(missing.field(), fact);
        }
        throw new IllegalStateException("Unknown condition " + condition);
    }

    // Loops, not streams: segments ask this of every user of a sweep.

    private static boolean all(List<Condition> parts, Fact fact) {
        for (Condition part : parts) {
            if (!holds(part, fact)) {
                return false;
            }
        }
        return true;
    }

    private static boolean any(List<Condition> parts, Fact fact) {
        for (Condition part : parts) {
            if (holds(part, fact)) {
                return true;
            }
        }
        return false;
    }

    private static boolean oneOf(Condition.Membership in, Fact fact) {
        for (Operand.Constant value : in.values()) {
            if (equal(in.field(), value, fact)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the rule fires for these facts. */
    public static boolean fires(CheckedRule rule, User user, Market market, AsOf asOf) {
        return holds(rule.user(), user) && surroundingsHold(rule, market, asOf);
    }

    /** Whether the rule holds as far as the market and the instant go. */
    public static boolean surroundingsHold(CheckedRule rule, Market market, AsOf asOf) {
        return (rule.market() == null || holds(rule.market(), market))
                && (rule.asOf() == null || holds(rule.asOf(), asOf));
    }

    /** Why the rule does or does not fire for these facts. */
    public static Explanation explain(CheckedRule rule, User user, Market market, AsOf asOf) {
        return new Explainer(user, market, asOf).explain(rule);
    }

    static boolean isMissing(Field field, Fact fact) {
        return field.type().isNumber()
                ? fact.missing(field.slot())
                : field.type() == FieldType.TEXT && fact.text(field.slot()) == null;
    }

    private static boolean compares(Condition.Comparison comparison, Fact fact) {
        Field field = comparison.field();
        Operator operator = comparison.operator();
        if (!operator.orders()) {
            return (operator == Operator.UNEQUAL) != equal(field, comparison.operand(), fact);
        }
        return bothPresent(field, comparison.operand(), fact)
                && operator.accepts(compare(fact.number(field.slot()), comparison.operand(), fact));
    }

    private static boolean equal(Field field, Operand operand, Fact fact) {
        if (!bothPresent(field, operand, fact)) {
            return false;
        }
        return field.type().isNumber()
                ? compare(fact.number(field.slot()), operand, fact) == 0
                : word(operand, fact).equals(fact.text(field.slot()));
    }

    private static boolean bothPresent(Field field, Operand operand, Fact fact) {
        Field other = otherField(operand);
        return !isMissing(field, fact) && (other == null || !isMissing(other, fact));
    }

    private static @Nullable Field otherField(Operand operand) {
        return operand instanceof Operand.Other other
                ? other.field()
                : operand instanceof Operand.Scaled scaled ? scaled.field() : null;
    }

    private static int compare(long left, Operand operand, Fact fact) {
        if (operand instanceof Operand.Quantity number) {
            return Long.compare(left, number.value());
        }
        if (operand instanceof Operand.Other other) {
            return Long.compare(left, fact.number(other.field().slot()));
        }
        if (operand instanceof Operand.Scaled scaled) {
            return Factors.compare(
                    left, scaled.millionths(), fact.number(scaled.field().slot()));
        }
        throw new IllegalStateException("No number: " + operand);
    }

    private static String word(Operand operand, Fact fact) {
        if (operand instanceof Operand.Word word) {
            return word.value();
        }
        if (operand instanceof Operand.Other other) {
            return String.valueOf(fact.text(other.field().slot()));
        }
        throw new IllegalStateException("No word: " + operand);
    }
}
