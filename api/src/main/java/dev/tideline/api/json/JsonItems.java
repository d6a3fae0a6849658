package dev.tideline.api.json;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

/** Lays out a JSON document as lines: each item of an array on one, or the one value it is. Thread-safe. */
@Component
public final class JsonItems {

    private final JsonMapper json;

    JsonItems(JsonMapper json) {
        this.json = json.rebuild()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /**
     * The lines, in order; none of an empty array.
     *
     * @throws ProblemException with line and column where it ceases to be JSON
     */
    public InputStream lines(byte[] document) {
        try (JsonParser parser = json.createParser(document)) {
            JsonSyntax.check(parser, document);
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream(document.length + 1);
        try (JsonParser parser = json.createParser(document)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw ProblemException.refused(List.of(
                        new Problem(Place.pointer("body", ""), "", Wording.of("a JSON value; there is no body"))));
            }
            if (first == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    write(parser, document, lines);
                }
            } else {
                write(parser, document, lines);
            }
        }
        return new ByteArrayInputStream(lines.toByteArray());
    }

    /** The bytes of the value as they came. Breaks of lines are never part of a value, only between them. */
    private static void write(JsonParser parser, byte[] document, ByteArrayOutputStream lines) {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        int end = (int) parser.currentLocation().getByteOffset();
        for (int i = start; i < end; i++) {
            lines.write(document[i] == '\n' || document[i] == '\r' ? ' ' : document[i]);
        }
        lines.write('\n');
    }
}
