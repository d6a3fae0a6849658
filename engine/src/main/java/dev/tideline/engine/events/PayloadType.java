package dev.tideline.engine.events;

import dev.tideline.rules.facts.limits.TextFormat;
import dev.tideline.rules.facts.limits.ValueLimits;
import java.math.BigDecimal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** What a field of a payload may hold. */
public enum PayloadType {
    /** A text that is not empty. */
    TEXT("a text"),
    /** USDT as a decimal, as text or number: at most ten billion either way; digits beyond the sixth are rounded. */
    AMOUNT("a decimal amount such as \"12.34\" below ten billion"),
    /** Any decimal, as text or number. */
    DECIMAL("a decimal such as \"0.5\""),
    /** A decimal from -1 to 1, as text or number; digits beyond the sixth are rounded. */
    RATIO("a decimal from -1 to 1"),
    /** A whole number below two billion either way. */
    WHOLE("a whole number"),
    /** True or false. */
    FLAG("true or false");

    private static final BigDecimal LARGEST = BigDecimal.TEN.pow(10);
    private static final int LONGEST = 60;

    private final String expected;

    PayloadType(String expected) {
        this.expected = expected;
    }

    /** The expectation in words. */
    String expected(ValueLimits limits) {
        if (this == TEXT) {
            return limits.format() == TextFormat.PLAIN ? TextFormat.PLAIN.expected() + ", not blank" : limits.text();
        }
        return expected
                + (limits.range().text().isEmpty() ? "" : ", " + limits.range().text());
    }

    /** Whether this node holds such a value within the limits; null and missing nodes do not. */
    boolean accepts(JsonNode node, ValueLimits limits) {
        if (this == TEXT) {
            return node.isString()
                    && !node.stringValue().isBlank()
                    && limits.format().accepts(node.stringValue());
        }
        return accepts(node) && (this == FLAG || limits.range().holds(decimal(node)));
    }

    private boolean accepts(JsonNode node) {
        return switch (this) {
            case TEXT -> node.isString();
            case FLAG -> node.isBoolean();
            case WHOLE -> node.isIntegralNumber() && node.canConvertToInt();
            case DECIMAL -> isDecimal(node);
            case RATIO -> isDecimal(node) && decimal(node).abs().compareTo(BigDecimal.ONE) <= 0;
            case AMOUNT -> isDecimal(node) && decimal(node).abs().compareTo(LARGEST) < 0;
        };
    }

    /** The decimal in a node that {@link #AMOUNT} or {@link #DECIMAL} accepts. */
    static BigDecimal decimal(JsonNode node) {
        return node.isString() ? new BigDecimal(node.stringValue().strip()) : node.decimalValue();
    }

    private static boolean isDecimal(JsonNode node) {
        if (!node.isNumber() && !node.isString()) {
            return false;
        }
        try {
            BigDecimal value = node.isString() && node.stringValue().length() > LONGEST ? null : decimal(node);
            return value != null && Math.abs((long) value.scale()) <= LONGEST;
        } catch (NumberFormatException | JacksonException e) {
            return false;
        }
    }
}
