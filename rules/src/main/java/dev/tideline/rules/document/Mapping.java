package dev.tideline.rules.document;

import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * A mapping inside a {@link Document}. Each question about a key marks it as known; {@link #refuseOthers()} reports the
 * keys that nobody asked for. Not thread-safe.
 */
public final class Mapping {

    private final Document document;
    private final String pointer;
    private final JsonNode node;
    private final Set<String> asked = new LinkedHashSet<>();

    Mapping(Document document, String pointer, JsonNode node) {
        this.document = document;
        this.pointer = pointer;
        this.node = node;
    }

    /** The problems of the whole document so far. */
    public List<Problem> problems() {
        return document.problems();
    }

    /** Where it stands. */
    public Place place() {
        return document.place(pointer);
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
        return items(document, at(key), list(key));
    }

    /** The texts in the list at a key that may be absent. */
    public List<String> texts(String key) {
        List<String> found = new ArrayList<>();
        for (JsonNode item : list(key).values()) {
            if (!item.isString()) {
                document.report(at(key), item.toString(), "a text");
            }
            found.add(item.asString());
        }
        return found;
    }

    private JsonNode list(String key) {
        if (has(key) && !node.path(key).isArray()) {
            report(key, "a list: [ … ]");
            return node.path("\0absent");
        }
        return node.path(key);
    }

    /** The value at a key as it was written; marks the key as known. */
    public JsonNode raw(String key) {
        asked.add(key);
        return node.path(key);
    }

    /** Whether the key is there with a value. */
    public boolean has(String key) {
        asked.add(key);
        return node.hasNonNull(key);
    }

    /** Whether the key is there and holds a mapping. */
    public boolean isMapping(String key) {
        return has(key) && node.path(key).isObject();
    }

    /** The keys that are there, in their order; asking for them makes them known. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>(node.propertyNames());
        asked.addAll(keys);
        return keys;
    }

    /** The mapping at a key that must be there. */
    public Mapping mapping(String key) {
        JsonNode child = required(key, "a mapping");
        if (!child.isMissingNode() && !child.isObject()) {
            report(key, "a mapping: lines of 'key: value', or { key: value }");
        }
        return new Mapping(document, at(key), child);
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
        JsonNode child = required(key, "a text");
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
        JsonNode child = required(key, "a whole number from " + min + " to " + max);
        if (child.isMissingNode()) {
            return min;
        }
        if (!child.isIntegralNumber() || !child.canConvertToInt() || child.asInt() < min || child.asInt() > max) {
            report(key, "a whole number from " + min + " to " + max);
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
        if (!node.path(key).isBoolean()) {
            report(key, "true or false");
            return fallback;
        }
        return node.path(key).asBoolean();
    }

    /** One of an enum's words, in lower case and with - for _. */
    public <E extends Enum<E>> E word(String key, Class<E> words) {
        E[] all = words.getEnumConstants();
        return value(key, expected(all), all[0], text -> spoken(text, all));
    }

    /** A word, or the default when the key is absent. */
    public <E extends Enum<E>> E word(String key, Class<E> words, E fallback) {
        return has(key) ? word(key, words) : fallback;
    }

    /** A list of an enum's words; empty when the key is absent. */
    public <E extends Enum<E>> Set<E> words(String key, Class<E> words) {
        E[] all = words.getEnumConstants();
        Set<E> found = EnumSet.noneOf(words);
        if (has(key) && !node.path(key).isArray()) {
            report(key, "a list, [" + expected(all) + "]");
        }
        node.path(key).values().forEach(item -> {
            try {
                found.add(spoken(item.asString(), all));
            } catch (IllegalArgumentException e) {
                document.report(at(key), item.toString(), expected(all));
            }
        });
        return found;
    }

    private static String expected(Enum<?>[] all) {
        return "one of " + Arrays.stream(all).map(Mapping::spoken).collect(Collectors.joining(", "));
    }

    private static <E extends Enum<E>> E spoken(String text, E[] all) {
        return Arrays.stream(all)
                .filter(word -> spoken(word).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String spoken(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** An ISO 8601 length, {@code P30D} or {@code PT12H}; a day is 24 hours. */
    public Duration duration(String key) {
        return value(key, "a length of time such as P30D or PT12H", Duration.ofDays(1), Mapping::length);
    }

    /** An ISO 8601 length, or the default when the key is absent. */
    public Duration duration(String key, Duration fallback) {
        return has(key) ? duration(key) : fallback;
    }

    /**
     * Reads {@code P30D} or {@code PT12H}.
     *
     * @throws IllegalArgumentException if the text is none of these, not positive, or has months or years
     */
    private static Duration length(String text) {
        try {
            Duration length = Duration.parse(text);
            if (length.isNegative() || length.isZero()) {
                throw new IllegalArgumentException(text);
            }
            return length;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /** An IANA time zone. */
    public ZoneId zone(String key) {
        return value(key, "a time zone such as UTC or Asia/Singapore", ZoneId.of("UTC"), text -> {
            try {
                return ZoneId.of(text);
            } catch (DateTimeException e) {
                throw new IllegalArgumentException(text, e);
            }
        });
    }

    /** A value that a reader makes of the text; an IllegalArgumentException of the reader becomes a problem. */
    public <T> T value(String key, String expected, T standIn, Function<String, T> reader) {
        JsonNode child = required(key, expected);
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
        JsonNode child = node.path(key);
        String value = child.isMissingNode() ? "" : child.isValueNode() ? child.asString() : child.toString();
        document.report(at(key), value, expected);
    }

    /** Reports every key that nobody asked for, with the nearest known one. */
    public void refuseOthers() {
        for (String key : node.propertyNames()) {
            if (!asked.contains(key)) {
                document.report(
                        at(key),
                        key,
                        "one of " + String.join(", ", asked)
                                + Nearest.of(key, asked)
                                        .map(near -> ". Did you mean '" + near + "'?")
                                        .orElse(""));
            }
        }
    }

    private JsonNode required(String key, String expected) {
        if (!has(key)) {
            if (node.isObject()) { // where there is no mapping at all, that was reported
                document.report(pointer, "", "'" + key + "': " + expected);
            }
            return node.path("\0absent");
        }
        return node.path(key);
    }

    private String at(String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
