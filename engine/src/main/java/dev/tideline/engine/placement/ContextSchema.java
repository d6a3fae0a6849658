package dev.tideline.engine.placement;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A JSON Schema (2020-12) of what callers tell about the moment. Immutable and thread-safe. */
public final class ContextSchema {

    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private static final String META = "https://json-schema.org/draft/2020-12/schema";

    private final Schema schema;

    private final Set<String> declared;

    private ContextSchema(Schema schema, Set<String> declared) {
        this.schema = schema;
        this.declared = Set.copyOf(declared);
    }

    /** The schema that this JSON is. See {@link #mistakes} for whether it is one. */
    static ContextSchema of(JsonNode json) {
        return new ContextSchema(
                REGISTRY.getSchema(json.toString(), InputFormat.JSON),
                Set.copyOf(json.path("properties").propertyNames()));
    }

    /** A schema that takes an empty context only. */
    static ContextSchema empty() {
        return of(JsonMapper.shared().readTree("{\"type\":\"object\",\"additionalProperties\":false}"));
    }

    /** What is wrong with a JSON that should be a schema; empty if nothing is. Foreign references are not followed. */
    static List<String> mistakes(JsonNode json) {
        if (json.toString().contains("\"$ref\":\"http")) {
            return List.of("$ref: only references within the schema");
        }
        return REGISTRY.getSchema(com.networknt.schema.SchemaLocation.of(META)).validate(json).stream()
                .map(ContextSchema::text)
                .toList();
    }

    /** Names of the members that it declares. */
    public Set<String> declared() {
        return declared;
    }

    /** What of a context does not fit, each with its JSON Pointer; empty if it fits. */
    public List<String> problems(JsonNode context) {
        return schema.validate(context).stream()
                .map(ContextSchema::text)
                .sorted()
                .toList();
    }

    private static String text(com.networknt.schema.Error error) {
        return "context" + error.getInstanceLocation() + ": " + error.getMessage();
    }
}
