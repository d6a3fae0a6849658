package dev.tideline.rules.document;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * A mapping inside a {@link Document}. Each question about a key marks it as known; {@link #refuseOthers()} reports the
 * keys that nobody asked for. Not thread-safe.
 */
public final class Mapping extends PlainValues {

    Mapping(Document document, String pointer, JsonNode node) {
        super(new Keys(document, pointer, node));
    }

    /** The problems of the whole document so far. */
    public List<Problem> problems() {
        return keys.document().problems();
    }

    /** Where it stands. */
    public Place place() {
        return keys.place();
    }

    /** The mappings of a list; an item that is none becomes a problem. */
    static List<Mapping> items(Document document, String pointer, JsonNode list) {
        List<Mapping> found = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            String at = pointer + "/" + i;
            if (list.get(i).isObject()) {
                found.add(new Mapping(document, at, list.get(i)));
            } else {
                document.report(at, list.get(i).toString(), Wording.of("a mapping: lines of 'key: value'"));
            }
        }
        return found;
    }

    /** The mappings in the list at a key that may be absent. */
    public List<Mapping> items(String key) {
        return items(keys.document(), keys.at(key), keys.list(key, Wording.of("a list: [ … ]")));
    }

    /** The texts in the list at a key that may be absent. */
    public List<String> texts(String key) {
        List<String> found = new ArrayList<>();
        for (JsonNode item : keys.list(key, Wording.of("a list: [ … ]")).values()) {
            if (!item.isString()) {
                keys.report(key, item, Wording.of("a text"));
            }
            found.add(item.asString());
        }
        return found;
    }

    /** The value at a key as it was written; marks the key as known. */
    public JsonNode raw(String key) {
        return keys.get(key);
    }

    /** Whether the key is there with a value. */
    public boolean has(String key) {
        return keys.has(key);
    }

    /** Whether the key is there and holds a mapping. */
    public boolean isMapping(String key) {
        return keys.get(key).isObject();
    }

    /** The keys that are there, in their order; asking for them makes them known. */
    public Set<String> keys() {
        return keys.all();
    }

    /** The mapping at a key that must be there. */
    public Mapping mapping(String key) {
        JsonNode child = keys.required(key, Wording.of("a mapping"));
        if (!child.isMissingNode() && !child.isObject()) {
            report(key, Wording.of("a mapping: lines of 'key: value', or { key: value }"));
        }
        return new Mapping(keys.document(), keys.at(key), child);
    }

    /** The mappings under a key that may be absent, by their keys in order. */
    public Map<String, Mapping> mappings(String key) {
        Map<String, Mapping> found = new LinkedHashMap<>();
        if (has(key)) {
            Mapping parent = mapping(key);
            parent.keys().forEach(child -> found.put(child, parent.mapping(child)));
        }
        return found;
    }

    /** Reports a key whose value is refused by a check of the caller's own. */
    public void report(String key, Wording expected) {
        keys.report(key, expected);
    }

    /** Reports a key that is refused itself, whatever stands at it. */
    public void reportName(String key, Wording expected) {
        keys.reportName(key, expected);
    }

    /** Reports every key that nobody asked for, with the nearest known one. */
    public void refuseOthers() {
        keys.refuseOthers();
    }
}
