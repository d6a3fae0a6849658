package dev.tideline.rules.document;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A mapping inside a {@link Document}. Each question about a key marks it as known; {@link #refuseOthers()} reports the
 * keys that nobody asked for. Not thread-safe.
 */
public final class Mapping {

    private final Keys keys;

    Mapping(Document document, String pointer, JsonNode node) {
        keys = new Keys(document, pointer, node);
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
                document.report(at, list.get(i).toString(), "a mapping: lines of 'key: value'");
            }
        }
        return found;
    }

    /** The mappings in the list at a key that may be absent. */
    public List<Mapping> items(String key) {
        return items(keys.document(), keys.at(key), keys.list(key, "a list: [ … ]"));
    }

    /** The texts in the list at a key that may be absent. */
    public List<String> texts(String key) {
        List<String> found = new ArrayList<>();
        for (JsonNode item : keys.list(key, "a list: [ … ]").values()) {
            if (!item.isString()) {
                keys.report(key, item, "a text");
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
        JsonNode child = keys.required(key, "a mapping");
        if (!child.isMissingNode() && !child.isObject()) {
            report(key, "a mapping: lines of 'key: value', or { key: value }");
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

    /** A text that must be there and not blank. */
    public String text(String key) {
        JsonNode child = keys.required(key, "a text");
        if (child.isMissingNode()) {
            return "";
        }
        if (!child.isString() || child.asString().isBlank()) {
            report(key, "a text");
            return "";
        }
        return child.asString();
    }

    /** A text, or the default when the key is absent. */
    public String text(String key, String fallback) {
        return has(key) ? text(key) : fallback;
    }

    /** A whole number within bounds that must be there. */
    public int whole(String key, int min, int max) {
        String expected = "a whole number from " + min + " to " + max;
        JsonNode child = keys.required(key, expected);
        if (child.isMissingNode()) {
            return min;
        }
        if (!child.isIntegralNumber() || !child.canConvertToInt() || child.asInt() < min || child.asInt() > max) {
            report(key, expected);
            return min;
        }
        return child.asInt();
    }

    /** A whole number within bounds, or the default when the key is absent. */
    public int whole(String key, int min, int max, int fallback) {
        return has(key) ? whole(key, min, max) : fallback;
    }

    /** A decimal that must be there, written plainly or as a text. */
    public BigDecimal decimal(String key) {
        return value(key, "a decimal number such as 12.50", BigDecimal.ZERO, BigDecimal::new);
    }

    /** True or false, or the default when the key is absent. */
    public boolean flag(String key, boolean fallback) {
        if (!has(key)) {
            return fallback;
        }
        if (!raw(key).isBoolean()) {
            report(key, "true or false");
            return fallback;
        }
        return raw(key).asBoolean();
    }

    /** One of an enum's words, in lower case and with - for _. */
    public <E extends Enum<E>> E word(String key, Class<E> words) {
        E standIn = words.getEnumConstants()[0];
        return value(key, Spelling.expected(words), standIn, text -> Spelling.word(text, words));
    }

    /** A word, or the default when the key is absent. */
    public <E extends Enum<E>> E word(String key, Class<E> words, E fallback) {
        return has(key) ? word(key, words) : fallback;
    }

    /** A list of an enum's words; empty when the key is absent. */
    public <E extends Enum<E>> Set<E> words(String key, Class<E> words) {
        String expected = Spelling.expected(words);
        Set<E> found = EnumSet.noneOf(words);
        for (JsonNode item : keys.list(key, "a list, [" + expected + "]").values()) {
            try {
                found.add(Spelling.word(item.asString(), words));
            } catch (IllegalArgumentException e) {
                keys.report(key, item, expected);
            }
        }
        return found;
    }

    /** An ISO 8601 length, {@code P30D} or {@code PT12H}; a day is 24 hours. */
    public Duration duration(String key) {
        return value(key, "a length of time such as P30D or PT12H", Duration.ofDays(1), Spelling::length);
    }

    /** An ISO 8601 length, or the default when the key is absent. */
    public Duration duration(String key, Duration fallback) {
        return has(key) ? duration(key) : fallback;
    }

    /** An IANA time zone. */
    public ZoneId zone(String key) {
        return value(key, "a time zone such as UTC or Asia/Singapore", ZoneId.of("UTC"), Spelling::zone);
    }

    /** A value that a reader makes of the text; an IllegalArgumentException of the reader becomes a problem. */
    public <T> T value(String key, String expected, T standIn, Function<String, T> reader) {
        JsonNode child = keys.required(key, expected);
        if (child.isMissingNode()) {
            return standIn;
        }
        try {
            if (child.isValueNode()) {
                return reader.apply(child.asString());
            }
        } catch (IllegalArgumentException e) {
            // reported below with what was expected
        }
        report(key, expected);
        return standIn;
    }

    /** Reports a key whose value is refused by a check of the caller's own. */
    public void report(String key, String expected) {
        keys.report(key, expected);
    }

    /** Reports every key that nobody asked for, with the nearest known one. */
    public void refuseOthers() {
        keys.refuseOthers();
    }
}
