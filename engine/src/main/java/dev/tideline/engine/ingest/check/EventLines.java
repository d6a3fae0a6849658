package dev.tideline.engine.ingest.check;

import dev.tideline.engine.events.EventType;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.events.PayloadField;
import dev.tideline.engine.lines.JsonLines;
import dev.tideline.engine.lines.LineBatch;
import dev.tideline.engine.sources.Source;
import dev.tideline.engine.timeline.Days;
import dev.tideline.rules.facts.limits.TextFormat;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Checks lines that each hold one event. Thread-safe. */
public final class EventLines {

    /** Columns of a good line, in order. */
    public static final String COLUMNS =
            "line, event_id, user_id, occurred_at, received_at, schema_version, type, source, payload";

    private static final Set<String> KEYS =
            Set.of("event_id", "type", "user_id", "occurred_at", "received_at", "source", "schema_version", "payload");
    private static final byte[] NO_PAYLOAD = {'{', '}'};

    private final EventTypes types;
    private final Instant receivedAt;
    private final Moments moments;
    private final int longest;

    public EventLines(EventTypes types, Instant receivedAt, IngestLimits limits) {
        this.types = types;
        this.receivedAt = receivedAt;
        this.moments = limits.moments(receivedAt);
        this.longest = limits.lineBytes();
    }

    public CheckedLines check(LineBatch lines) {
        CheckedLines checked = new CheckedLines();
        for (int line = 0; line < lines.count(); line++) {
            if (!checked.refusedWhole(lines, line, longest)) {
                check(lines, line, checked);
            }
        }
        return checked;
    }

    private void check(LineBatch lines, int line, CheckedLines checked) {
        long number = lines.number(line);
        try {
            JsonNode event = JsonLines.read(lines.bytes(), lines.start(line), lines.length(line));
            if (event.isObject()) {
                check(number, event, checked);
            } else {
                checked.refuse(List.of(new Refusal(number, "", Envelope.shown(lines.text(line)), "a JSON object")));
            }
        } catch (JacksonException e) {
            String text = Envelope.shown(lines.text(line)).replace('\0', ' ');
            checked.refuse(List.of(new Refusal(number, "", text, JsonLines.expected(e))));
        }
    }

    private void check(long number, JsonNode event, CheckedLines checked) {
        Envelope envelope = new Envelope(number, event, moments);
        UUID eventId = envelope.uuid("event_id");
        String userId = envelope.id("user_id");
        Instant occurredAt = envelope.instant("occurred_at", null);
        Instant received = envelope.instant("received_at", receivedAt);
        String version = envelope.word("schema_version", "1");
        String source = envelope.word("source", "api");
        EventType type = type(envelope, event.path("type"));
        onlyKnownKeys(envelope, event);
        JsonNode payload = payload(number, envelope, event.path("payload"), type);
        if (!envelope.refusals().isEmpty() || eventId == null || userId == null || type == null) {
            checked.refuse(envelope.refusals());
            return;
        }
        byte[] json = payload.isObject() ? JsonLines.write(payload) : NO_PAYLOAD;
        checked.rows()
                .row(9)
                .bigint(number)
                .uuid(eventId)
                .text(userId)
                .instant(occurredAt)
                .instant(received);
        checked.rows().text(version).text(type.name()).text(source).json(json, 0, json.length);
        checked.accept();
        checked.told(Source.EVENTS, Math.max(Days.micros(occurredAt), Days.micros(received)));
    }

    private @Nullable EventType type(Envelope envelope, JsonNode name) {
        Optional<EventType> type = name.isString() ? types.named(name.stringValue()) : Optional.empty();
        if (type.isEmpty()) {
            envelope.refuse("/type", name, "a known type of event, such as trade.executed");
        }
        return type.orElse(null);
    }

    private static void onlyKnownKeys(Envelope envelope, JsonNode event) {
        for (String key : event.propertyNames()) {
            if (!KEYS.contains(key)) {
                String pointer = TextFormat.isStorable(key) ? Storable.child("", key) : "";
                String[] known = KEYS.toArray(new String[0]);
                Arrays.sort(known);
                envelope.refuse(pointer, event.path(key), "no other keys than " + String.join(", ", known));
            }
        }
    }

    private static JsonNode payload(long number, Envelope envelope, JsonNode payload, @Nullable EventType type) {
        if (!payload.isObject() && !payload.isMissingNode() && !payload.isNull()) {
            envelope.refuse("/payload", payload, "an object");
            return payload;
        }
        Storable.problem(number, "/payload", payload).ifPresent(envelope::refuse);
        for (PayloadField field : type == null ? List.<PayloadField>of() : type.fields()) {
            JsonNode value = payload.path(field.name());
            if (!field.accepts(value)) {
                envelope.refuse(Storable.child("/payload", field.name()), value, field.expected());
            }
        }
        return payload;
    }
}
