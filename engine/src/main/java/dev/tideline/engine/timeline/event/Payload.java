package dev.tideline.engine.timeline.event;

import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;

/** Values of a payload that was found good; what is absent reads as nothing, zero or false. */
final class Payload {

    private static final int SCALE = 6;

    private Payload() {}

    static String text(JsonNode payload, String field) {
        JsonNode node = payload.path(field);
        return node.isNull() ? "" : node.asString("");
    }

    static boolean flag(JsonNode payload, String field) {
        return payload.path(field).asBoolean(false);
    }

    static long amount(JsonNode payload, String field) {
        JsonNode node = payload.path(field);
        if (node.isString()) {
            return millionths(new BigDecimal(node.stringValue().strip()));
        }
        if (node.canConvertToExactIntegral() && node.canConvertToInt()) {
            return node.intValue() * 1_000_000L;
        }
        return node.isNumber() ? millionths(node.decimalValue()) : 0;
    }

    static long millionths(BigDecimal value) {
        return value.setScale(SCALE, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
    }

    /** A hash of 64 bits (FNV-1a with a final mix): equal ids have equal keys. */
    static long key(String kind, String id) {
        long hash = 0xcbf29ce484222325L;
        String whole = kind + '\n' + id;
        for (int i = 0; i < whole.length(); i++) {
            hash = (hash ^ whole.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ hash >>> 32) * 0xd6e8feb86659fd93L;
        return hash ^ hash >>> 32;
    }
}
