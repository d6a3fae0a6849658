package dev.tideline.rules.interpretation;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Operand;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** What a condition reads, in written order. */
public final class Reads {

    private Reads() {}

    /** The fields that the condition names. */
    public static Set<Field> of(Condition condition) {
        Set<Field> fields = new LinkedHashSet<>();
        eachSingle(condition, single -> fields.addAll(named(single)));
        return fields;
    }

    /** Hands over every part that is not made of further parts. */
    public static void eachSingle(Condition condition, Consumer<? super Condition> taker) {
        if (condition instanceof Condition.All all) {
            all.parts().forEach(part -> eachSingle(part, taker));
        } else if (condition instanceof Condition.Any any) {
            any.parts().forEach(part -> eachSingle(part, taker));
        } else if (condition instanceof Condition.Not not) {
            eachSingle(not.part(), taker);
        } else {
            taker.accept(condition);
        }
    }

    /** The parameters that the condition names, as {@code $name} with the text of their value. */
    public static Map<String, String> parameters(Condition condition) {
        Map<String, String> values = new LinkedHashMap<>();
        eachSingle(condition, single -> putParameters(single, values));
        return values;
    }

    private static List<Field> named(Condition single) {
        if (single instanceof Condition.Comparison comparison) {
            if (comparison.operand() instanceof Operand.Other other) {
                return List.of(comparison.field(), other.field());
            }
            if (comparison.operand() instanceof Operand.Scaled scaled) {
                return List.of(comparison.field(), scaled.field());
            }
            return List.of(comparison.field());
        }
        if (single instanceof Condition.Membership in) {
            return List.of(in.field());
        }
        if (single instanceof Condition.Containment contains) {
            return List.of(contains.field());
        }
        return List.of(((Condition.Missing) single).field());
    }

    private static void putParameters(Condition single, Map<String, String> values) {
        if (single instanceof Condition.Comparison comparison) {
            put(comparison.operand(), comparison.field().type(), values);
        } else if (single instanceof Condition.Membership in) {
            in.values().forEach(value -> put(value, in.field().type(), values));
        } else if (single instanceof Condition.Containment contains) {
            put(contains.word(), FieldType.TEXT, values);
        }
    }

    private static void put(Operand operand, FieldType type, Map<String, String> values) {
        if (operand instanceof Operand.Quantity number && !number.parameter().isEmpty()) {
            values.put("$" + number.parameter(), ValueText.literal(number.value(), type));
        } else if (operand instanceof Operand.Word word && !word.parameter().isEmpty()) {
            values.put("$" + word.parameter(), ValueText.quoted(word.value()));
        } else if (operand instanceof Operand.Scaled scaled
                && !scaled.parameter().isEmpty()) {
            values.put("$" + scaled.parameter(), ValueText.decimal(scaled.millionths(), FieldType.RATIO.scale()));
        }
    }
}
