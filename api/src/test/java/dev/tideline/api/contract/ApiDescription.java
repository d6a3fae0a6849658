package dev.tideline.api.contract;

import dev.tideline.api.security.Access;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.JsonNode;

/** The served OpenAPI document. */
record ApiDescription(JsonNode document) {

    /** One operation; its path may hold variables in braces. */
    record Operation(String method, String path, JsonNode description) {

        /** The path with these values for its variables, and the same one for every other. */
        String path(Map<String, String> values, String other) {
            String filled = path;
            for (Map.Entry<String, String> value : values.entrySet()) {
                filled = filled.replace("{" + value.getKey() + "}", value.getValue());
            }
            return filled.replaceAll("\\{[^}]+}", other);
        }

        /** The line of access that decides about it. */
        Optional<Access> access() {
            PathContainer called = PathContainer.parsePath(path(Map.of(), "1"));
            return Access.all().stream()
                    .filter(line -> line.method().name().equals(method))
                    .filter(line ->
                            PathPatternParser.defaultInstance.parse(line.path()).matches(called))
                    .findFirst();
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    static ApiDescription of(TestServer server) {
        return new ApiDescription(server.get("/openapi.json"));
    }

    /** The operations of the product; those that monitoring asks are beside them. */
    List<Operation> operations() {
        return operations("/v1/");
    }

    /** Those operations, and those that speak a protocol of others. */
    List<Operation> callable() {
        return Stream.of("/v1/", "/ofrep/")
                .flatMap(under -> operations(under).stream())
                .toList();
    }

    private List<Operation> operations(String under) {
        List<Operation> operations = new ArrayList<>();
        document.get("paths").properties().stream()
                .filter(path -> path.getKey().startsWith(under))
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.add(new Operation(
                                operation.getKey().toUpperCase(Locale.ROOT), path.getKey(), operation.getValue()))));
        return operations;
    }

    /** Names of the members that a body of the operation may have; some name where it has none. */
    List<String> bodyMembers(Operation operation) {
        JsonNode schema = operation.description().at("/requestBody/content/application~1json/schema");
        List<String> names = new ArrayList<>(resolve(schema).path("properties").propertyNames());
        return names.isEmpty() ? List.of("event_id", "user_id", "payload") : names;
    }

    /** The schema itself, wherever it is kept. */
    JsonNode resolve(JsonNode schema) {
        JsonNode reference = schema.get("$ref");
        return reference == null
                ? schema
                : resolve(document.at(reference.asString().substring(1)));
    }

    /** Places of a value that its schema does not declare. */
    List<String> undeclared(JsonNode value, JsonNode schema, String at) {
        JsonNode declared = resolve(schema);
        if (declared.has("anyOf")) {
            return value.isNull() ? List.of() : undeclared(value, declared.at("/anyOf/0"), at);
        }
        List<String> found = new ArrayList<>();
        if (value.isArray() && declared.has("items")) {
            value.forEach(item -> found.addAll(undeclared(item, declared.get("items"), at + "/*")));
        } else if (value.isObject() && declared.has("properties")) {
            value.properties().forEach(member -> found.addAll(member(member, declared, at + "/" + member.getKey())));
        } else if (value.isObject() && !declared.has("additionalProperties") && !value.isEmpty()) {
            found.add(at + " is an object without declared members: " + declared);
        }
        return found;
    }

    private List<String> member(Map.Entry<String, JsonNode> member, JsonNode declared, String at) {
        JsonNode schema = declared.get("properties").get(member.getKey());
        if (schema == null) {
            return declared.has("additionalProperties") ? List.of() : List.of(at);
        }
        return undeclared(member.getValue(), schema, at);
    }

    /** Places of a value that are not as their schema says: of another type, or missing though required. */
    List<String> mistyped(JsonNode value, JsonNode schema, String at) {
        JsonNode declared = resolve(schema);
        for (JsonNode choice : declared.path("anyOf")) {
            if (mistyped(value, choice, at).isEmpty()) {
                return List.of();
            }
        }
        List<String> found = new ArrayList<>();
        if (declared.has("anyOf") || (declared.has("type") && !fits(value, declared.get("type")))) {
            found.add(at + " is " + value + ", not " + declared);
        }
        if (value.isObject()) {
            declared.path("required").forEach(name -> {
                if (!value.has(name.asString())) {
                    found.add(at + " lacks " + name);
                }
            });
        }
        for (Map.Entry<String, JsonNode> member : declared.path("properties").properties()) {
            if (value.has(member.getKey())) {
                found.addAll(mistyped(value.get(member.getKey()), member.getValue(), at + "/" + member.getKey()));
            }
        }
        if (value.isArray() && declared.has("items")) {
            value.forEach(item -> found.addAll(mistyped(item, declared.get("items"), at + "/*")));
        }
        return found;
    }

    private static boolean fits(JsonNode value, JsonNode types) {
        if (types.isArray()) {
            for (JsonNode type : types) {
                if (fits(value, type)) {
                    return true;
                }
            }
            return false;
        }
        return switch (types.asString()) {
            case "null" -> value.isNull();
            case "string" -> value.isString();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "array" -> value.isArray();
            default -> value.isObject();
        };
    }
}
