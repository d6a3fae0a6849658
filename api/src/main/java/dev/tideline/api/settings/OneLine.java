package dev.tideline.api.settings;

import java.util.regex.Pattern;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/**
 * Replaces what some viewers of logs take for the end of a line, or for the direction of writing, though JSON does not
 * escape it: NEL, the separators of lines and paragraphs, and the marks of direction.
 */
final class OneLine implements StructuredLoggingJsonMembersCustomizer<Object> {

    private static final Pattern HIDDEN =
            Pattern.compile("[\\x7f-\\x9f\\u2028\\u2029\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]");

    @Override
    public void customize(JsonWriter.Members<Object> members) {
        members.applyingValueProcessor(JsonWriter.ValueProcessor.of(
                String.class, text -> HIDDEN.matcher(text).replaceAll("?")));
    }
}
