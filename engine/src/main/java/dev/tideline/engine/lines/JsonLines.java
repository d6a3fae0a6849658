package dev.tideline.engine.lines;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** Strict JSON for lines that anybody may have written: no duplicate keys, no deep nesting, nothing after the value. */
public final class JsonLines {

    static final int DEEPEST = 32;

    private static final int LONGEST_NUMBER = 100;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxNumberLength(LONGEST_NUMBER)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();
    private static final ObjectReader READER = MAPPER.reader();
    private static final ObjectWriter WRITER = MAPPER.writer();

    private JsonLines() {}

    /**
     * The value that these bytes are.
     *
     * @throws JacksonException if it is not one JSON value
     */
    public static JsonNode read(byte[] bytes, int from, int length) {
        return READER.readTree(bytes, from, length);
    }

    /** The value that a text from the database is. */
    public static JsonNode read(String text) {
        return READER.readTree(text);
    }

    /** The UTF-8 text of a value. */
    public static byte[] write(JsonNode node) {
        return WRITER.writeValueAsBytes(node);
    }

    /** What a reader of the refusal should know of a parser's complaint. */
    public static String expected(JacksonException complaint) {
        String message = complaint.getOriginalMessage();
        int end = message == null ? 0 : message.indexOf('\n');
        String first = message == null ? "" : end < 0 ? message : message.substring(0, end);
        return "one JSON object a line, without duplicate keys and at most " + DEEPEST + " levels deep ("
                + first.substring(0, Math.min(200, first.length())) + ")";
    }
}
