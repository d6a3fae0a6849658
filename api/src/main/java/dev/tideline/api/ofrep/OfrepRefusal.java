package dev.tideline.api.ofrep;

/** Ends an evaluation with an error of the protocol. */
final class OfrepRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String code;
    private final String details;

    OfrepRefusal(String code, String details) {
        super(details, null, false, false);
        this.code = code;
        this.details = details;
    }

    static OfrepRefusal unreadable() {
        return new OfrepRefusal(
                "PARSE_ERROR",
                "Send a JSON object such as {\"context\": {\"targetingKey\": \"u-1\"}}, its texts without NUL and half"
                        + " characters.");
    }

    static OfrepRefusal untargeted() {
        return new OfrepRefusal("TARGETING_KEY_MISSING", "context.targetingKey should be the id of a user.");
    }

    static OfrepRefusal context(String details) {
        return new OfrepRefusal("INVALID_CONTEXT", details);
    }

    static OfrepRefusal unknown(String key) {
        return new OfrepRefusal("FLAG_NOT_FOUND", "There is no placement '" + key + "'.");
    }

    String code() {
        return code;
    }

    String details() {
        return details;
    }
}
