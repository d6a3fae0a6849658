package dev.tideline.engine.audit;

import dev.tideline.engine.facts.FieldText;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldValues;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Facts as a record writes them ({@link dev.tideline.engine.facts.FieldText}), read back. */
final class RecordedFacts {

    private static final String MISSING = "null";

    private RecordedFacts() {}

    /** Facts with the values of these objects; fields that no object names have their initial value. */
    static FactBuilder read(FactSchema schema, JsonNode... objects) {
        FactBuilder facts = schema.builder();
        for (JsonNode object : objects) {
            object.properties()
                    .forEach(value -> set(
                            facts,
                            schema.require(value.getKey()),
                            value.getValue().asString()));
        }
        return facts;
    }

    /** What a record says of one field. */
    static String text(FactSchema schema, Fact fact, String column) {
        return FieldText.of(schema.require(column), fact);
    }

    private static void set(FactBuilder facts, Field field, String text) {
        if (field.type() == FieldType.TEXTS) {
            facts.texts(field.slot(), words(text));
        } else if (field.type() == FieldType.TEXT) {
            facts.text(field.slot(), text.equals(MISSING) ? null : text);
        } else {
            facts.number(field.slot(), text.equals(MISSING) ? Fact.MISSING : FieldValues.number(field.type(), text));
        }
    }

    /** {@code [A, B]}. */
    private static Set<String> words(String text) {
        if (!text.startsWith("[") || !text.endsWith("]")) {
            throw new IllegalArgumentException("'" + text + "' is no list. Try [A, B].");
        }
        String inside = text.substring(1, text.length() - 1);
        return inside.isEmpty() ? Set.of() : Arrays.stream(inside.split(", ")).collect(Collectors.toSet());
    }
}
