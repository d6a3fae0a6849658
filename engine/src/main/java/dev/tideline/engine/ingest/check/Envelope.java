package dev.tideline.engine.ingest.check;

import dev.tideline.rules.facts.limits.TextFormat;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the fields of one JSON object and remembers what is wrong with them. */
final class Envelope {

    static final int LONGEST_ID = 200;

    private static final Pattern UUID_FORM =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");

    private final long line;
    private final JsonNode object;
    private final Moments moments;
    private final List<Refusal> refusals = new ArrayList<>(0);

    Envelope(long line, JsonNode object, Moments moments) {
        this.line = line;
        this.object = object;
        this.moments = moments;
    }

    List<Refusal> refusals() {
        return refusals;
    }

    void refuse(String pointer, JsonNode value, String expected) {
        String text = value.isMissingNode() ? "" : value.isString() ? value.stringValue() : value.toString();
        refusals.add(new Refusal(line, pointer, shown(text), expected));
    }

    void refuse(Refusal refusal) {
        refusals.add(refusal);
    }

    @Nullable
    UUID uuid(String key) {
        JsonNode value = object.path(key);
        if (value.isString() && UUID_FORM.matcher(value.stringValue()).matches()) {
            return UUID.fromString(value.stringValue());
        }
        refuse("/" + key, value, "a UUID");
        return null;
    }

    /** A text that names something: not blank, at most 200 characters, no control characters. */
    @Nullable
    String id(String key) {
        JsonNode value = object.path(key);
        if (value.isString() && isId(value.stringValue())) {
            return value.stringValue();
        }
        refuse("/" + key, value, TextFormat.ID.expected());
        return null;
    }

    static boolean isId(String text) {
        return TextFormat.ID.accepts(text);
    }

    /** A short text or number as text, or {@code otherwise} if there is none. */
    String word(String key, String otherwise) {
        JsonNode value = object.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        String text = value.isString() || value.isNumber() ? value.asString() : "";
        if (!isId(text)) {
            refuse("/" + key, value, TextFormat.ID.expected());
        }
        return text;
    }

    Instant instant(String key, @Nullable Instant otherwise) {
        JsonNode value = object.path(key);
        if (otherwise != null && (value.isMissingNode() || value.isNull())) {
            return otherwise;
        }
        try {
            Instant instant = OffsetDateTime.parse(value.isString() ? value.stringValue() : "")
                    .toInstant();
            if (moments.hold(instant)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // said below
        }
        refuse("/" + key, value, moments.expected());
        return moments.first();
    }

    static String shown(String text) {
        return text.length() <= LONGEST_ID ? text : text.substring(0, LONGEST_ID);
    }
}
