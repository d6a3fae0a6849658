package dev.tideline.rules.segments;

import dev.tideline.rules.document.Document;
import dev.tideline.rules.document.Mapping;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.value.FieldWords;
import dev.tideline.rules.facts.value.UnreadableValue;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.reading.condition.ConditionReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads segment files and collects everything that is wrong with them. */
final class SegmentReader {

    private final FactSchema schema;
    private final ConditionReader conditions = new ConditionReader();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Axis> axes = new LinkedHashMap<>();
    private final Map<String, Parameter> parameters = new LinkedHashMap<>();

    SegmentReader(FactSchema schema) {
        this.schema = schema;
    }

    Checked<Segmentation> read(Map<String, String> files) {
        files.forEach(this::readFile);
        return problems.isEmpty()
                ? new Checked.Valid<>(new Segmentation(schema, List.copyOf(axes.values()), parameters))
                : new Checked.Invalid<>(problems);
    }

    private void readFile(String name, String text) {
        Mapping top = Document.read(name, text);
        Map<String, Parameter> declared = new LinkedHashMap<>();
        top.mappings("parameters").forEach((key, node) -> parameter(key, node).ifPresent(p -> declared.put(key, p)));
        parameters.putAll(declared);
        top.mappings("axes").forEach((column, node) -> axis(name, column, node, declared));
        top.refuseOthers();
        problems.addAll(top.problems());
    }

    private static Optional<Parameter> parameter(String key, Mapping node) {
        FieldType type = node.value("type", Wording.of("WHOLE, AMOUNT or RATIO"), FieldType.WHOLE, FieldType::valueOf);
        Long value = node.value("value", FieldWords.type(type), 0L, text -> number(type, text));
        String description = node.text("description");
        node.refuseOthers();
        if (!Parameter.isName(key)) {
            node.report(
                    "value",
                    Wording.of("a parameter whose name is letters and digits and starts with a lower-case letter"));
            return Optional.empty();
        }
        return Optional.of(Parameter.number(key, type, value, value, value, description));
    }

    private static Long number(FieldType type, String text) {
        try {
            return FieldValues.number(type, text);
        } catch (UnreadableValue e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    private void axis(String file, String column, Mapping node, Map<String, Parameter> declared) {
        Optional<Field> field = schema.column(column).filter(SegmentReader::canBeSet);
        if (field.isEmpty()) {
            node.report(
                    "meaning", Wording.of("an axis that is a segment field of the vocabulary; '{0}' is none", column));
        } else if (axes.containsKey(column)) {
            node.report("meaning", Wording.of("an axis that no other part sets; '{0}' is set already", column));
        }
        String meaning = node.text("meaning");
        List<Axis.Value> values = new ArrayList<>();
        node.mappings("values").forEach((name, value) -> {
            String text = value.text("when");
            String said = value.text("meaning", "");
            value.refuseOthers();
            field.filter(known -> !holds(known, name))
                    .ifPresent(known -> value.report(
                            "when", Wording.of("a value that '{0}' can have; it cannot be {1}", column, name)));
            String pointer = "/axes/" + column + "/values/" + name + "/when";
            condition(file, pointer, text, declared)
                    .ifPresent(condition -> values.add(new Axis.Value(name, text, condition, said)));
        });
        node.refuseOthers();
        axes.put(column, new Axis(column, meaning, values));
    }

    private Optional<Condition> condition(String file, String pointer, String text, Map<String, Parameter> declared) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Checked<Condition> read = conditions.read(text, file + " " + pointer, schema, Visibility.SEGMENT, declared);
        problems.addAll(read.problems());
        return read.isValid() ? Optional.of(read.orThrow()) : Optional.empty();
    }

    private static boolean canBeSet(Field field) {
        return field.owner() == Field.Owner.SEGMENT
                && (field.type() == FieldType.TEXT || field.type() == FieldType.WHOLE);
    }

    private static boolean holds(Field field, String value) {
        return field.type() == FieldType.WHOLE
                ? value.matches("[0-9]{1,9}")
                : field.values().isEmpty() || field.values().contains(value);
    }
}
