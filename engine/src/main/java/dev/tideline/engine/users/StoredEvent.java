package dev.tideline.engine.users;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/**
 * One raw event.
 *
 * @param userNo the account's number
 * @param type its type, such as {@code trade.executed}
 * @param occurredAt when it happened, to the microsecond
 * @param payload its payload
 */
public record StoredEvent(long userNo, String type, Instant occurredAt, JsonNode payload) {}
