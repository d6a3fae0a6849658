package dev.tideline.engine.fulfilment;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a wallet's 2xx says: {@code {"acknowledged": "<idempotency key>"}}, or nothing yet. */
enum Acknowledgement {

    /** It names the key that it was sent. */
    GIVEN,
    /** It took the message and will acknowledge later. */
    LATER,
    /** It names another key: something is wrong with the receiver. */
    OF_ANOTHER;

    private static final JsonMapper JSON = JsonMapper.shared();

    static Acknowledgement in(String body, Payout payout) {
        JsonNode named = named(body);
        if (named.isMissingNode()) {
            return LATER;
        }
        return named.isString() && named.asString().equals(payout.idempotencyKey()) ? GIVEN : OF_ANOTHER;
    }

    private static JsonNode named(String body) {
        try {
            return JSON.readTree(body).path("acknowledged");
        } catch (JacksonException noJson) {
            return JSON.missingNode();
        }
    }
}
