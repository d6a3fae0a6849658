package dev.tideline.engine.sources;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * What the product can compute, {@code fields.yaml}.
 *
 * @param events by column, the fields that follow from events
 * @param history by column, the fields that follow from the history of a fed field
 * @param raised by column, the fields that events raise though a feed brings them
 */
public record FieldDefinitions(
        Map<String, FieldDefinition> events,
        Map<String, FieldDefinition> history,
        Map<String, FieldDefinition> raised) {

    private static final String FILE = "/fields.yaml";
    private static final FieldDefinitions SHIPPED = read();

    public FieldDefinitions {
        events = Map.copyOf(events);
        history = Map.copyOf(history);
        raised = Map.copyOf(raised);
    }

    /** The product's definitions. */
    public static FieldDefinitions shipped() {
        return SHIPPED;
    }

    private static FieldDefinitions read() {
        InputStream file = Objects.requireNonNull(FieldDefinitions.class.getResourceAsStream(FILE), FILE);
        JsonNode root = new YAMLMapper().readTree(file);
        return new FieldDefinitions(
                definitions(root.path("events")), definitions(root.path("history")), definitions(root.path("raised")));
    }

    private static Map<String, FieldDefinition> definitions(JsonNode node) {
        Map<String, FieldDefinition> definitions = new LinkedHashMap<>();
        node.forEachEntry((column, text) -> definitions.put(column, FieldDefinition.parse(text.asString())));
        return definitions;
    }
}
