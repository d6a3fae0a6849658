package dev.tideline.api.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What a member of a body has to be. */
enum JsonKind {
    FLAG("true or false"),
    TEXT("a text"),
    INSTANT("an instant such as 2026-03-31T00:00:00Z"),
    TEXTS("a list of texts"),
    OBJECTS("a list of objects"),
    TEXT_BY_NAME("an object of texts"),
    ANY("a JSON value");

    private final String words;

    JsonKind(String words) {
        this.words = words;
    }

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

    String words() {
        return words;
    }

    /** Whether all that fits can be read; of the others Jackson has to try. */
    boolean saysAll() {
        return this == FLAG || this == TEXT || this == TEXTS || this == TEXT_BY_NAME;
    }

    boolean fits(JsonNode value) {
        return switch (this) {
            case FLAG -> value.isBoolean();
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
