package dev.tideline.engine.audience;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * A place in an ordered list of pairs of numbers.
 *
 * @param kind which list
 * @param first first number
 * @param second second number
 */
record Position(Kind kind, long first, long second) {

    /** The lists; a cursor of one is refused by the other. */
    enum Kind {
        MEMBERS((byte) 1),
        CHANGES((byte) 2);

        private final byte mark;

        Kind(byte mark) {
            this.mark = mark;
        }
    }

    /**
     * Reads the opaque form.
     *
     * @throws IllegalArgumentException if it is not one of this kind
     */
    static Position parse(Kind kind, @Nullable String text) {
        if (text == null) {
            return new Position(kind, 0, 0);
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
            byte mark = bytes.get();
            Position position = new Position(kind, bytes.getLong(), bytes.getLong());
            if (mark != kind.mark || bytes.hasRemaining() || position.first < 0 || position.second < 0) {
                throw refused(text);
            }
            return position;
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw refused(text);
        }
    }

    static IllegalArgumentException refused(String text) {
        return new IllegalArgumentException(
                "Cursor '" + text + "' is not one of this list. Try without it to begin at the first page.");
    }

    String text() {
        byte[] bytes = ByteBuffer.allocate(17)
                .put(kind.mark)
                .putLong(first)
                .putLong(second)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
