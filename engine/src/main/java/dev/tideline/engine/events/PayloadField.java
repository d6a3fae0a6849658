package dev.tideline.engine.events;

import dev.tideline.rules.facts.limits.ValueLimits;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;

/**
 * One field of a payload.
 *
 * @param name its name in JSON
 * @param type what it may hold
 * @param required whether an event without it is refused
 * @param values the closed set of values of a text; empty if open
 * @param limits what its value may be beyond its type
 */
public record PayloadField(String name, PayloadType type, boolean required, List<String> values, ValueLimits limits) {

    public PayloadField {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        values = List.copyOf(values);
    }

    /** Whether a payload with this value of the field is good; null and missing are good unless the field is required. */
    public boolean accepts(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return !required;
        }
        return type.accepts(value, limits) && (values.isEmpty() || values.contains(value.asString()));
    }

    /** The expectation in words. */
    public String expected() {
        String what = values.isEmpty() ? type.expected(limits) : "one of " + String.join(", ", values);
        return required ? what : what + ", or nothing";
    }
}
