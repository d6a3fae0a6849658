package dev.tideline.rules.facts.value;

import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.DoubleNode;

/** The text of a JSON value by the type of its field. */
final class JsonValues {

    private static final String ASSET = "USDT";
    private static final int LARGEST_SCALE = 40;

    /** Below this a binary fraction still tells all millionths apart. */
    private static final double LARGEST_EXACT = (1L << 53) / 1e6;

    private JsonValues() {}

    /** The text of a number, amount, instant or flag. */
    static String number(FieldType type, JsonNode node) {
        return switch (type) {
            case WHOLE -> node.isNumber() ? decimal(node) : refuse(node, Wording.of("a whole number"));
            case AMOUNT -> node.isObject() ? money(node) : decimal(node);
            case RATIO -> decimal(node);
            case FLAG -> node.isBoolean() ? node.asString() : refuse(node, Wording.of("true or false"));
            case INSTANT, TEXT, TEXTS -> word(node);
        };
    }

    /** The text of a JSON string. */
    static String word(JsonNode node) {
        return node.isString() ? node.asString() : refuse(node, Wording.of("a string"));
    }

    /** The words of an array of strings. */
    static Set<String> words(JsonNode node) {
        if (!node.isArray()) {
            refuse(node, Wording.of("an array of strings"));
        }
        Set<String> words = new TreeSet<>();
        node.forEach(word -> words.add(word(word)));
        return Set.copyOf(words);
    }

    private static String decimal(JsonNode node) {
        if (node.isString()) {
            return node.asString();
        }
        return node.isNumber() ? plain(node) : refuse(node, Wording.of("a decimal number"));
    }

    private static String plain(JsonNode node) {
        if (node instanceof DoubleNode number && !(Math.abs(number.doubleValue()) < LARGEST_EXACT)) {
            return refuse(node, Wording.of("a number this large as a text, since JSON numbers lose digits"));
        }
        BigDecimal decimal = node.decimalValue();
        // a huge exponent is left as it is written, to be refused instead of filling memory
        return Math.abs((long) decimal.scale()) > LARGEST_SCALE ? node.asString() : decimal.toPlainString();
    }

    private static String money(JsonNode node) {
        if (!ASSET.equals(node.path("asset").asString(""))) {
            return refuse(node, Wording.of("an amount in USDT"));
        }
        return decimal(node.path("amount"));
    }

    private static String refuse(JsonNode node, Wording expected) {
        throw new UnreadableValue(node.toString(), expected);
    }
}
