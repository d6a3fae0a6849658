package dev.tideline.engine.ingest;

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
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");
    private static final String INSTANT =
            "an instant with its offset between 1970 and 2200, such as 2026-03-31T12:00:00Z";

    private final long line;
    private final JsonNode object;
    private final List<Refusal> refusals = new ArrayList<>(0);

    Envelope(long line, JsonNode object) {
        this.line = line;
        this.object = object;
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
        refuse("/" + key, value, "a text of 1 to " + LONGEST_ID + " characters without control characters");
        return null;
    }

    static boolean isId(String text) {
        return !text.isBlank()
                && text.length() <= LONGEST_ID
                && text.chars().noneMatch(c -> c < ' ' || c == 0x7f)
                && Storable.keeps(text);
    }

    /** A short text or number as text, or {@code otherwise} if there is none. */
    String word(String key, String otherwise) {
        JsonNode value = object.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        String text = value.isString() || value.isNumber() ? value.asString() : "";
        if (!isId(text)) {
            refuse("/" + key, value, "a text of 1 to " + LONGEST_ID + " characters without control characters");
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
            if (!instant.isBefore(FIRST) && instant.isBefore(LAST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // said below
        }
        refuse("/" + key, value, INSTANT);
        return FIRST;
    }

    static String shown(String text) {
        return text.length() <= LONGEST_ID ? text : text.substring(0, LONGEST_ID);
    }
}
