package dev.tideline.rules.document;

import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The plain values of a mapping, each read as what it must be; where it is not, a problem is reported and a stand-in given. */
abstract sealed class PlainValues permits Mapping {

    final Keys keys;

    PlainValues(Keys keys) {
        this.keys = keys;
    }

    /** A text that must be there and not blank. */
    public String text(String key) {
        JsonNode child = keys.required(key, Wording.of("a text"));
        if (child.isMissingNode()) {
            return "";
        }
        if (!child.isString() || child.asString().isBlank()) {
            keys.report(key, Wording.of("a text"));
            return "";
        }
        return child.asString();
    }

    /** A text, or the default when the key is absent. */
    public String text(String key, String fallback) {
        return keys.has(key) ? text(key) : fallback;
    }

    /** A whole number within bounds that must be there. */
    public int whole(String key, int min, int max) {
        Wording expected = Wording.of("a whole number from {0} to {1}", min, max);
        JsonNode child = keys.required(key, expected);
        if (child.isMissingNode()) {
            return min;
        }
        if (!child.isIntegralNumber() || !child.canConvertToInt() || child.asInt() < min || child.asInt() > max) {
            keys.report(key, expected);
            return min;
        }
        return child.asInt();
    }

    /** A whole number within bounds, or the default when the key is absent. */
    public int whole(String key, int min, int max, int fallback) {
        return keys.has(key) ? whole(key, min, max) : fallback;
    }

    /** A decimal that must be there, written plainly or as a text. */
    public BigDecimal decimal(String key) {
        return value(key, Wording.of("a decimal number such as 12.50"), BigDecimal.ZERO, BigDecimal::new);
    }

    /** True or false, or the default when the key is absent. */
    public boolean flag(String key, boolean fallback) {
        if (!keys.has(key)) {
            return fallback;
        }
        if (!keys.get(key).isBoolean()) {
            keys.report(key, Wording.of("true or false"));
            return fallback;
        }
        return keys.get(key).asBoolean();
    }

    /** One of an enum's words, in lower case and with - for _. */
    public <E extends Enum<E>> E word(String key, Class<E> words) {
        E standIn = words.getEnumConstants()[0];
        return value(key, Spelling.expected(words), standIn, text -> Spelling.word(text, words));
    }

    /** A word, or the default when the key is absent. */
    public <E extends Enum<E>> E word(String key, Class<E> words, E fallback) {
        return keys.has(key) ? word(key, words) : fallback;
    }

    /** A list of an enum's words; empty when the key is absent. */
    public <E extends Enum<E>> Set<E> words(String key, Class<E> words) {
        Wording expected = Spelling.expected(words);
        Set<E> found = EnumSet.noneOf(words);
        for (JsonNode item :
                keys.list(key, Wording.of("a list: [{0}]", expected)).values()) {
            try {
                found.add(Spelling.word(item.asString(), words));
            } catch (IllegalArgumentException e) {
                keys.report(key, item, expected);
            }
        }
        return found;
    }

    /** A length of time above zero, as {@link Lengths} spells it. */
    public Duration duration(String key) {
        return value(
                key,
                Wording.of("a length of time such as P30D or PT12H, at most P36500D"),
                Duration.ofDays(1),
                Lengths::positive);
    }

    /** An ISO 8601 length, or the default when the key is absent. */
    public Duration duration(String key, Duration fallback) {
        return keys.has(key) ? duration(key) : fallback;
    }

    /** An IANA time zone. */
    public ZoneId zone(String key) {
        return value(key, Wording.of("a time zone such as UTC or Asia/Singapore"), ZoneId.of("UTC"), Spelling::zone);
    }

    /** A value that a reader makes of the text; an IllegalArgumentException or DateTimeException of the reader becomes a problem. */
    public <T> T value(String key, Wording expected, T standIn, Function<String, T> reader) {
        JsonNode child = keys.required(key, expected);
        if (child.isMissingNode()) {
            return standIn;
        }
        try {
            if (child.isValueNode()) {
                return reader.apply(child.asString());
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            // reported below with what was expected
        }
        keys.report(key, expected);
        return standIn;
    }
}
