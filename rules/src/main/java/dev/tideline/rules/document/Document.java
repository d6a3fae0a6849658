package dev.tideline.rules.document;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One YAML document and the problems found in it so far. Readers ask its {@link Mapping}s for what they expect; whatever
 * is missing, mistyped or out of bounds becomes a problem and the reader gets a harmless stand-in, so that one pass finds
 * everything. Not thread-safe.
 */
public final class Document {

    private static final YAMLMapper MAPPER = YAMLMapper.builder().build();

    private final String source;
    private final Map<String, TokenStreamLocation> positions = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private List<Mapping> items = List.of();
    private boolean unreadable;

    private Document(String source) {
        this.source = source;
    }

    /** Reads a document whose top is a mapping. A text that is no YAML gives an empty mapping and a problem. */
    public static Mapping read(String source, String text) {
        Document document = new Document(source);
        JsonNode root = document.parse(text);
        if (!document.unreadable && !root.isObject()) {
            document.report(
                    "", root.isMissingNode() ? "" : root.toString(), Wording.of("a mapping: lines of 'key: value'"));
        }
        return new Mapping(document, "", root);
    }

    /** Reads a document whose top is a list of mappings; {@link #problems} tells of everything else. */
    public static Document readList(String source, String text) {
        Document document = new Document(source);
        JsonNode root = document.parse(text);
        if (root.isArray()) {
            document.items = Mapping.items(document, "", root);
        } else if (!document.unreadable) {
            document.report("", "", Wording.of("a list: items that start with '- '"));
        }
        return document;
    }

    /** The mappings of a document that was read as a list, in their order. */
    public List<Mapping> items() {
        return items;
    }

    private JsonNode parse(String text) {
        JsonNode empty = MAPPER.missingNode();
        try {
            JsonNode root = MAPPER.readTree(text);
            locate(text);
            return root == null ? empty : root;
        } catch (JacksonException e) {
            unreadable = true;
            TokenStreamLocation at = e.getLocation();
            Place place = at == null ? Place.at(source, 0, 0) : Place.at(source, at.getLineNr(), at.getColumnNr());
            problems.add(new Problem(
                    place,
                    "",
                    Wording.of("YAML: lines of 'key: value', indented by spaces, texts with signs in quotes")));
            return empty;
        }
    }

    /** Notes where everything stands, and reports the keys that stand twice in one mapping: one of the values is used. */
    private void locate(String text) {
        Deque<Set<String>> open = new ArrayDeque<>();
        try (JsonParser parser = MAPPER.createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String pointer = parser.streamReadContext().pathAsPointer().toString();
                TokenStreamLocation at = parser.currentTokenLocation();
                positions.putIfAbsent(pointer, at);
                if (token == JsonToken.START_OBJECT) {
                    open.push(new HashSet<>());
                } else if (token == JsonToken.END_OBJECT) {
                    open.pop();
                } else if (token == JsonToken.PROPERTY_NAME && !open.element().add(parser.currentName())) {
                    Place place = new Place(source, at.getLineNr(), at.getColumnNr(), pointer);
                    problems.add(new Problem(
                            place,
                            parser.currentName(),
                            Wording.of("each key once; `{0}` stands twice", parser.currentName())));
                }
            }
        }
    }

    /** The problems found so far, in the order they were found. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    String source() {
        return source;
    }

    void report(String pointer, String value, Wording expected) {
        problems.add(new Problem(place(pointer), value, expected));
    }

    /** Where a key stands, or else the nearest value around it. */
    Place place(String pointer) {
        String at = pointer;
        while (!positions.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        TokenStreamLocation position = positions.get(at);
        return position == null
                ? new Place(source, 1, 0, pointer)
                : new Place(source, position.getLineNr(), position.getColumnNr(), pointer);
    }
}
