package dev.tideline.engine.ingest.check;

import dev.tideline.rules.facts.limits.TextFormat;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What PostgreSQL cannot keep although it is good JSON: NUL, half characters, numbers of absurd size. */
final class Storable {

    private static final int LARGEST_EXPONENT = 1_000;

    private Storable() {}

    /** Pointer, value and expectation of the first thing below {@code pointer} that cannot be kept. */
    static Optional<Refusal> problem(long line, String pointer, JsonNode node) {
        if (node.isObject()) {
            return inObject(line, pointer, node);
        }
        if (node.isArray()) {
            return inArray(line, pointer, node);
        }
        if (node.isString() && !TextFormat.isStorable(node.stringValue())) {
            return Optional.of(new Refusal(line, pointer, "", "a text without NUL and half characters"));
        }
        return node.isBigDecimal() && !keeps(node.decimalValue())
                ? Optional.of(new Refusal(line, pointer, "", "a number of ordinary size"))
                : Optional.empty();
    }

    private static Optional<Refusal> inObject(long line, String pointer, JsonNode node) {
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            if (!TextFormat.isStorable(entry.getKey())) {
                return Optional.of(new Refusal(line, pointer, "", "keys without NUL and half characters"));
            }
            Optional<Refusal> found = problem(line, child(pointer, entry.getKey()), entry.getValue());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<Refusal> inArray(long line, String pointer, JsonNode node) {
        for (int i = 0; i < node.size(); i++) {
            Optional<Refusal> found = problem(line, pointer + "/" + i, node.get(i));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** The pointer of a key within what {@code pointer} points to. */
    static String child(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    private static boolean keeps(BigDecimal number) {
        return Math.abs((long) number.scale()) <= LARGEST_EXPONENT;
    }
}
