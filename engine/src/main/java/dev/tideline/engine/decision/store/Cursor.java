package dev.tideline.engine.decision.store;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last decision of a page; opaque outside. */
record Cursor(Instant at, UUID id) {

    /** Later than every decision, but still a timestamp of PostgreSQL. */
    private static final Cursor START = new Cursor(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

    static Cursor parse(@Nullable String text) {
        if (text == null) {
            return START;
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            Instant at = Instant.ofEpochSecond(bytes.getLong(), bytes.getInt());
            Cursor cursor = new Cursor(at, new UUID(bytes.getLong(), bytes.getLong()));
            if (bytes.hasRemaining() || at.isAfter(START.at) || at.isBefore(Instant.EPOCH)) {
                throw refused(text);
            }
            return cursor;
        } catch (IllegalArgumentException | BufferUnderflowException | DateTimeException e) {
            throw refused(text);
        }
    }

    private static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "Cursor '" + text + "' is not one of ours. Try without it to begin at the first page.");
    }

    String text() {
        byte[] bytes = ByteBuffer.allocate(28)
                .putLong(at.getEpochSecond())
                .putInt(at.getNano())
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
