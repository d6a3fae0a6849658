package dev.tideline.rules.document;

import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Wording;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** The keys of one mapping: what stands at each, where, and which of them somebody asked for. Not thread-safe. */
final class Keys {

    private static final String ABSENT = "\0absent";

    private final Document document;
    private final String pointer;
    private final JsonNode node;
    private final Set<String> asked = new LinkedHashSet<>();

    Keys(Document document, String pointer, JsonNode node) {
        this.document = document;
        this.pointer = pointer;
        this.node = node;
    }

    Document document() {
        return document;
    }

    Place place() {
        return document.place(pointer);
    }

    /** The JSON pointer of a key. */
    String at(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    Set<String> all() {
        Set<String> keys = new LinkedHashSet<>(node.propertyNames());
        asked.addAll(keys);
        return keys;
    }

    boolean has(String key) {
        asked.add(key);
        return node.hasNonNull(key);
    }

    /** What stands at a key; a missing node when the key is absent. */
    JsonNode get(String key) {
        asked.add(key);
        return node.path(key);
    }

    /** What stands at a key; a missing node and a problem when the key is absent or empty. */
    JsonNode required(String key, Wording expected) {
        if (!has(key)) {
            if (node.isObject()) { // where there is no mapping at all, that was reported
                document.report(pointer, "", Wording.of("'{0}': {1}", key, expected));
            }
            return node.path(ABSENT);
        }
        return node.path(key);
    }

    /** The list at a key; a missing node when the key is absent, and a problem too when it holds something else. */
    JsonNode list(String key, Wording expected) {
        if (has(key) && !node.path(key).isArray()) {
            report(key, expected);
            return node.path(ABSENT);
        }
        return node.path(key);
    }

    void report(String key, Wording expected) {
        JsonNode child = node.path(key);
        String value = child.isMissingNode() ? "" : child.isValueNode() ? child.asString() : child.toString();
        document.report(at(key), value, expected);
    }

    /** Reports a key itself, whatever stands at it. */
    void reportName(String key, Wording expected) {
        document.report(at(key), key, expected);
    }

    /** Reports an item of the list at a key. */
    void report(String key, JsonNode item, Wording expected) {
        document.report(at(key), item.toString(), expected);
    }

    void refuseOthers() {
        for (String key : node.propertyNames()) {
            if (!asked.contains(key)) {
                reportName(
                        key,
                        Nearest.of(key, asked)
                                .map(near ->
                                        Wording.of("one of {0}. Did you mean '{1}'?", String.join(", ", asked), near))
                                .orElseGet(() -> Wording.of("one of {0}", String.join(", ", asked))));
            }
        }
    }
}
