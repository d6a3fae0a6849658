package dev.tideline.engine.idempotency;

import java.util.Objects;

/**
 * The answer to a call, as it went out. The body is neither copied nor changed.
 *
 * @param status HTTP status
 * @param contentType media type; empty if there was none
 * @param body bytes
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way through; nobody compares them
public record KeptAnswer(int status, String contentType, byte[] body) {

    public KeptAnswer {
        Objects.requireNonNull(contentType, "contentType");
    }
}
