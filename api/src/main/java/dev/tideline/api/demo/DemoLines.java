package dev.tideline.api.demo;

import java.time.Instant;
import java.util.UUID;

/** Events of one made-up user as NDJSON, numbered in the order in which they are told. */
final class DemoLines {

    private final String userId;
    private final Instant end;
    private final long idHigh;
    private final StringBuilder text = new StringBuilder(8_192);
    private long count;

    DemoLines(String userId, Instant end, long idHigh) {
        this.userId = userId;
        this.end = end;
        this.idHigh = idHigh;
    }

    /** Tells of one event, unless it would lie ahead. */
    void event(Instant at, String type, String payload) {
        if (at.isAfter(end)) {
            return;
        }
        text.append("{\"event_id\":\"")
                .append(new UUID(idHigh, ++count))
                .append("\",\"type\":\"")
                .append(type)
                .append("\",\"user_id\":\"")
                .append(userId)
                .append("\",\"occurred_at\":\"")
                .append(at)
                .append("\",\"source\":\"demo\",\"schema_version\":1,\"payload\":{")
                .append(payload)
                .append("}}\n");
    }

    /** How many were told. */
    long count() {
        return count;
    }

    CharSequence text() {
        return text;
    }
}
