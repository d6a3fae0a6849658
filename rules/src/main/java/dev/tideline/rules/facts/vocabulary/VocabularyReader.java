package dev.tideline.rules.facts.vocabulary;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Field.Owner;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.limits.Range;
import dev.tideline.rules.facts.limits.TextFormat;
import dev.tideline.rules.facts.limits.ValueLimits;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code facts/vocabulary.yaml} and gives every field its slot. */
final class VocabularyReader {

    private static final Pattern WORD_START = Pattern.compile("_([a-z0-9])");

    /** Nothing is known of what an operator's own field may be. */
    private static final ValueLimits TRAIT_LIMITS = new ValueLimits(Range.ANY, TextFormat.PLAIN, true);

    private VocabularyReader() {}

    static Vocabulary shipped(List<Trait> traits) {
        InputStream file = Objects.requireNonNull(
                VocabularyReader.class.getResourceAsStream("/facts/vocabulary.yaml"), "facts/vocabulary.yaml");
        JsonNode root = new YAMLMapper().readTree(file);
        return new Vocabulary(
                schema(root.path("user"), traits),
                schema(root.path("market"), List.of()),
                schema(root.path("as_of"), List.of()));
    }

    private static FactSchema schema(JsonNode groups, List<Trait> traits) {
        Slots slots = new Slots();
        List<Field> fields = new ArrayList<>();
        groups.forEachEntry((group, members) ->
                members.forEachEntry((column, node) -> fields.add(field(group, column, node, slots))));
        traits.forEach(trait -> fields.add(field(trait, slots)));
        Set<String> names = new HashSet<>();
        fields.stream().filter(field -> !names.add(field.name())).findFirst().ifPresent(field -> {
            throw new IllegalArgumentException("Two fields are named '" + field.name() + "'. Try another trait key.");
        });
        return new FactSchema(fields);
    }

    private static Field field(String group, String column, JsonNode node, Slots slots) {
        FieldType type = FieldType.valueOf(node.path("type").asString());
        List<String> values = new ArrayList<>();
        node.path("values").forEach(value -> values.add(value.asString()));
        return new Field(
                column,
                camelCase(column),
                type,
                slots.next(type),
                group,
                Owner.valueOf(node.path("owner").asString("source").toUpperCase(Locale.ROOT)),
                node.path("unit").asString(""),
                node.path("meaning").asString(),
                node.path("null").asString(""),
                values,
                node.path("derived").asString(""),
                limits(node));
    }

    private static ValueLimits limits(JsonNode node) {
        String format = node.path("format").asString(TextFormat.PLAIN.name());
        return new ValueLimits(
                Range.parse(
                        node.path("min").asString("") + ".." + node.path("max").asString("")),
                TextFormat.valueOf(format.toUpperCase(Locale.ROOT)),
                node.path("ahead").asBoolean(false));
    }

    private static Field field(Trait trait, Slots slots) {
        String nullMeaning = trait.type() == FieldType.TEXTS ? "" : "not set";
        return new Field(
                trait.key(),
                camelCase(trait.key()),
                trait.type(),
                slots.next(trait.type()),
                "trait",
                Owner.SOURCE,
                trait.unit(),
                trait.description(),
                nullMeaning,
                List.of(),
                "",
                TRAIT_LIMITS);
    }

    private static String camelCase(String column) {
        return WORD_START.matcher(column).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
    }

    private static final class Slots {
        private int numbers;
        private int texts;

        int next(FieldType type) {
            return type.isNumber() ? numbers++ : texts++;
        }
    }
}
