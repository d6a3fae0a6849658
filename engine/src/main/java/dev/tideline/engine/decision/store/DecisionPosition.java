package dev.tideline.engine.decision.store;

import dev.tideline.engine.database.PageCursor;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last decision of a page; opaque outside, and good for the decisions of one user. */
record DecisionPosition(Instant at, UUID id) {

    private static final int LENGTH = 28;

    /** Later than every decision, but still a timestamp of PostgreSQL. */
    private static final DecisionPosition START =
            new DecisionPosition(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    static DecisionPosition parse(String userId, @Nullable String text) {
        if (text == null) {
            return START;
        }
        ByteBuffer place = PageCursor.place(query(userId), text, LENGTH);
        try {
            Instant at = Instant.ofEpochSecond(place.getLong(), place.getInt());
            if (at.isAfter(START.at) || at.isBefore(Instant.EPOCH)) {
                throw PageCursor.refused();
            }
            return new DecisionPosition(at, new UUID(place.getLong(), place.getLong()));
        } catch (DateTimeException e) {
            throw PageCursor.refused();
        }
    }

    String text(String userId) {
        byte[] place = ByteBuffer.allocate(LENGTH)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return PageCursor.text(query(userId), place);
    }

    private static String query(String userId) {
        return "decisions of " + userId;
    }
}
