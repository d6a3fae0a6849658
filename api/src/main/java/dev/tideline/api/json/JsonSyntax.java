package dev.tideline.api.json;

import dev.tideline.api.problem.ProblemException;
import dev.tideline.engine.database.fault.UnstorableText;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one JSON value, or says in which line and column it ceases to be JSON and what would be there. */
final class JsonSyntax {

    private static final int SNIPPET = 20;

    private final JsonMapper json;

    JsonSyntax(JsonMapper json) {
        this.json = json;
    }

    JsonNode read(byte[] body) {
        try (JsonParser parser = json.createParser(body)) {
            check(parser, body);
        }
        return json.readTree(body);
    }

    /** Reads to the end; ends the request if it is not one JSON value. */
    static void check(JsonParser parser, byte[] body) {
        try {
            boolean ended = false;
            while (parser.nextToken() != null) {
                if (isUnstorable(parser)) {
                    throw refused(
                            parser.currentTokenLocation(),
                            body,
                            Wording.of("a text without NUL and without half a character"));
                }
                if (ended) {
                    throw refused(parser.currentTokenLocation(), body, Wording.of("nothing after the first value"));
                }
                ended = parser.streamReadContext().inRoot();
            }
        } catch (JacksonException e) {
            TokenStreamLocation at = Objects.requireNonNullElseGet(e.getLocation(), parser::currentLocation);
            throw refused(at, body, expected(e, parser.streamReadContext()));
        }
    }

    private static boolean isUnstorable(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return (token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME)
                && UnstorableText.is(parser.getString());
    }

    private static ProblemException refused(TokenStreamLocation at, byte[] body, Wording expected) {
        Place place = Place.at("body", Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
        return ProblemException.refused(List.of(new Problem(place, snippet(place, body), expected)));
    }

    private static Wording expected(JacksonException e, TokenStreamContext where) {
        if (e instanceof StreamConstraintsException) {
            return Wording.of("at most 500 levels, 1,000 digits in a number and 50,000 characters in a name");
        }
        if (String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")) {
            return Wording.of("each name once in an object");
        }
        Wording here = where.inObject()
                ? Wording.of("a name in double quotes, a colon, a JSON value, a comma or }")
                : where.inArray() ? Wording.of("a JSON value, a comma or ]") : Wording.of("a JSON value");
        return e instanceof UnexpectedEndOfInputException ? Wording.of("{0} before the body ends", here) : here;
    }

    private static String snippet(Place place, byte[] body) {
        String[] lines = new String(body, StandardCharsets.UTF_8).split("\n", place.line() + 1);
        String line = lines[Math.min(place.line(), lines.length) - 1];
        int from = Math.min(place.column() - 1, line.length());
        return line.substring(from, Math.min(line.length(), from + SNIPPET));
    }
}
