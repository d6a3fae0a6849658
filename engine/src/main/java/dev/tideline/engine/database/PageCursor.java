package dev.tideline.engine.database;

import dev.tideline.rules.hash.Sha256;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;

/**
 * The opaque form of a place in the answer to a query. It holds a digest of the query, so that another one refuses it; it
 * is no secret and proves nothing.
 */
public final class PageCursor {

    private static final int MARK = 8;

    private PageCursor() {}

    /** The place as text that is safe in an address. */
    public static String text(String query, byte[] place) {
        byte[] bytes = ByteBuffer.allocate(MARK + place.length)
                .put(mark(query))
                .put(place)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /**
     * The place in such a text.
     *
     * @param length bytes of a place of this query
     * @throws IllegalArgumentException if this query did not give it
     */
    public static ByteBuffer place(String query, String text, int length) {
        byte[] bytes = decoded(text);
        if (bytes.length != MARK + length || !Arrays.equals(mark(query), Arrays.copyOf(bytes, MARK))) {
            throw refused();
        }
        return ByteBuffer.wrap(bytes, MARK, length).slice();
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getUrlDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    /** What is told of a cursor that the query did not give. */
    public static IllegalArgumentException refused() {
        return new IllegalArgumentException(
                "a cursor that this very query gave, filters included; without one it begins at the first page");
    }

    private static byte[] mark(String query) {
        return Arrays.copyOf(Sha256.of(query), MARK);
    }
}
