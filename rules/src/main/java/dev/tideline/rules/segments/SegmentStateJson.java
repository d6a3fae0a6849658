package dev.tideline.rules.segments;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldValues;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The stored form of a {@link SegmentState}. */
final class SegmentStateJson {

    private static final String PREVIOUS = "previous_stage";
    private static final String ENTERED = "stage_entered_at";
    private static final JsonFactory FACTORY = new JsonFactory();

    private SegmentStateJson() {}

    static String write(SegmentState state) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            state.values().forEach(json::writeStringProperty);
            if (state.previousStage() != null) {
                json.writeStringProperty(PREVIOUS, state.previousStage());
            }
            if (state.stageEnteredAt() != Fact.MISSING) {
                json.writeStringProperty(ENTERED, FieldValues.text(FieldType.INSTANT, state.stageEnteredAt()));
            }
            json.writeEndObject();
        }
        return text.toString();
    }

    static SegmentState read(String text) {
        try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            require(json.nextToken(), JsonToken.START_OBJECT, text);
            Map<String, String> values = new LinkedHashMap<>();
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                require(json.nextToken(), JsonToken.VALUE_STRING, text);
                values.put(name, json.getString());
            }
            require(json.currentToken(), JsonToken.END_OBJECT, text);
            return state(values);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("Stored segments are no JSON: " + text, e);
        }
    }

    private static SegmentState state(Map<String, String> values) {
        @Nullable String previous = values.remove(PREVIOUS);
        @Nullable String entered = values.remove(ENTERED);
        long enteredAt = entered == null ? Fact.MISSING : FieldValues.number(FieldType.INSTANT, entered);
        return new SegmentState(values, previous, enteredAt, List.of());
    }

    private static void require(@Nullable JsonToken found, JsonToken expected, String text) {
        if (found != expected) {
            throw new IllegalArgumentException("Stored segments should be a flat object of strings: " + text);
        }
    }
}
