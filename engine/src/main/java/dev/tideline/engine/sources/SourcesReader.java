package dev.tideline.engine.sources;

import dev.tideline.rules.document.Lengths;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Field.Owner;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads one declaration of sources and collects everything that is wrong with it. */
final class SourcesReader {

    static final String HISTORY = "history";

    private static final String TRAIT_GROUP = "trait";
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String fileName;
    private final Vocabulary vocabulary;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, String> byColumn = new LinkedHashMap<>();
    private String traits = "";

    SourcesReader(String fileName, Vocabulary vocabulary) {
        this.fileName = fileName;
        this.vocabulary = vocabulary;
    }

    Checked<FieldSources> read(String yaml) {
        try {
            JsonNode root = YAML.readTree(yaml);
            root.propertyNames().stream()
                    .filter(name -> !Set.of("sources", "traits", "fields").contains(name))
                    .forEach(name -> problem("/" + name, name, "sources, traits or fields"));
            root.path("sources").forEachEntry(this::source);
            if (!sources.containsKey(Source.EVENTS)) {
                problem("/sources", "", "a source named events");
            }
            root.path("fields").forEachEntry(this::field);
            traits = root.path("traits").asString("");
            missing();
            checkHistories();
        } catch (JacksonException e) {
            problems.add(new Problem(
                    Place.at(
                            fileName,
                            e.getLocation().getLineNr(),
                            e.getLocation().getColumnNr()),
                    "",
                    e.getOriginalMessage()));
        }
        return problems.isEmpty()
                ? new Checked.Valid<>(new FieldSources(vocabulary, sources, byColumn, traits))
                : new Checked.Invalid<>(problems);
    }

    private void source(String name, JsonNode declaration) {
        String pointer = "/sources/" + name;
        String age = declaration.path("maxAge").asString("");
        if (!name.matches("[a-z][a-z0-9-]{0,39}") || name.equals(HISTORY)) {
            problem(pointer, name, "a name of lower case letters, digits and hyphens other than history");
            return;
        }
        try {
            sources.put(name, new Source(name, Lengths.positive(age)));
        } catch (IllegalArgumentException e) {
            problem(pointer + "/maxAge", age, "a duration above zero such as PT12H or P2D, at most P36500D");
            sources.put(name, new Source(name, Duration.ofDays(1)));
        }
    }

    private void field(String column, JsonNode declaration) {
        String declared = declaration.asString("");
        String pointer = "/fields/" + column;
        Optional<Field> field = vocabulary.user().column(column);
        if (field.isEmpty()) {
            problem(pointer, column, "a field of the vocabulary or a declared trait");
        } else if (!needsSource(field.get())) {
            problem(pointer, column, "no source: the field is derived from another or set by the segmentation");
        } else if (declared.equals(HISTORY)) {
            computable(pointer, column, FieldDefinitions.shipped().history(), "a history");
        } else if (declared.equals(Source.EVENTS)) {
            computable(pointer, column, FieldDefinitions.shipped().events(), "events");
        } else if (!sources.containsKey(declared)) {
            problem(pointer, declared, "one of " + String.join(", ", sources.keySet()) + " or " + HISTORY);
        }
        byColumn.put(column, declared);
    }

    private void computable(String pointer, String column, Map<String, FieldDefinition> definitions, String what) {
        if (!definitions.containsKey(column)) {
            problem(pointer, column, "a feed: the field cannot be computed from " + what);
        }
    }

    private void missing() {
        for (Field field : vocabulary.user().fields()) {
            if (!needsSource(field) || byColumn.containsKey(field.column())) {
                continue;
            }
            if (!field.group().equals(TRAIT_GROUP)) {
                problem("/fields", field.column(), "a source for this field");
            } else if (traits.equals(Source.EVENTS) || !sources.containsKey(traits)) {
                problem("/traits", traits, "the feed that brings the operator's own fields, such as " + field.column());
            } else {
                byColumn.put(field.column(), traits);
            }
        }
    }

    private void checkHistories() {
        byColumn.forEach((column, declared) -> {
            FieldDefinition definition = FieldDefinitions.shipped().history().get(column);
            if (declared.equals(HISTORY) && definition != null) {
                String base = byColumn.getOrDefault(definition.names().get(0), "");
                if (base.equals(HISTORY) || base.equals(Source.EVENTS)) {
                    problem(
                            "/fields/" + column,
                            HISTORY,
                            "a feed: " + definition.names().get(0) + " is not fed");
                }
            }
        });
    }

    private static boolean needsSource(Field field) {
        return field.derived().isEmpty() && field.owner() != Owner.SEGMENT;
    }

    private void problem(String pointer, String value, String expected) {
        problems.add(new Problem(Place.pointer(fileName, pointer), value, expected));
    }
}
