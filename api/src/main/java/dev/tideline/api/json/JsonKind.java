package dev.tideline.api.json;

import dev.tideline.engine.ingest.check.Moments;
import dev.tideline.rules.problem.Wording;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a member of a body has to be. */
enum JsonKind {
    FLAG,
    WHOLE,
    TEXT,
    INSTANT,
    TEXTS,
    OBJECTS,
    TEXT_BY_NAME,
    ANY;

    /** The kind that values of a member have. */
    static JsonKind of(RecordComponent member) {
        boolean ofTexts = member.getGenericType() instanceof ParameterizedType type
                && type.getActualTypeArguments()[0] == String.class;
        JsonKind kind = of(member.getType());
        return kind == TEXTS && !ofTexts ? OBJECTS : kind;
    }

    private static JsonKind of(Class<?> type) {
        if (type == Boolean.class) {
            return FLAG;
        }
        if (type == Integer.class || type == Long.class) {
            return WHOLE;
        }
        if (type == String.class) {
            return TEXT;
        }
        if (type == Instant.class) {
            return INSTANT;
        }
        if (Collection.class.isAssignableFrom(type)) {
            return TEXTS;
        }
        return Map.class.isAssignableFrom(type) ? TEXT_BY_NAME : ANY;
    }

    Wording words() {
        return switch (this) {
            case FLAG -> Wording.of("true or false");
            case WHOLE -> Wording.of("a whole number");
            case TEXT -> Wording.of("a text");
            case INSTANT ->
                Wording.of(
                        "an instant such as 2026-03-31T00:00:00Z, from {0} to {1}",
                        Moments.EVER.first(), Moments.EVER.last());
            case TEXTS -> Wording.of("a list of texts");
            case OBJECTS -> Wording.of("a list of objects");
            case TEXT_BY_NAME -> Wording.of("an object of texts");
            case ANY -> Wording.of("a JSON value");
        };
    }

    /** Whether all that fits can be read; of the others Jackson has to try. */
    boolean saysAll() {
        return this == FLAG || this == TEXT || this == TEXTS || this == TEXT_BY_NAME;
    }

    boolean fits(JsonNode value) {
        return switch (this) {
            case FLAG -> value.isBoolean();
            case WHOLE -> value.canConvertToExactIntegral();
            case TEXT, INSTANT -> value.isString();
            case TEXTS -> value.isArray() && allTexts(value);
            case OBJECTS -> value.isArray() && value.valueStream().allMatch(JsonNode::isObject);
            case TEXT_BY_NAME -> value.isObject() && allTexts(value);
            case ANY -> true;
        };
    }

    private static boolean allTexts(JsonNode values) {
        for (JsonNode value : values) {
            if (!value.isString()) {
                return false;
            }
        }
        return true;
    }
}
