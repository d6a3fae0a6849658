package dev.tideline.engine.audience;

import dev.tideline.engine.audience.AudienceReader.Include;
import dev.tideline.engine.database.PageCursor;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A place in an ordered list of pairs of numbers.
 *
 * @param first first number
 * @param second second number
 */
record Position(long first, long second) {

    /** Where every list begins. */
    static final Position START = new Position(0, 0);

    private static final int LENGTH = 16;

    /** The lists of an audience. */
    enum Kind {
        MEMBERS,
        CHANGES
    }

    /** What a cursor is good for: one list of one audience, with or without those who are withheld. */
    record Query(Kind kind, String audience, Include include) {

        /**
         * Reads the opaque form.
         *
         * @throws IllegalArgumentException if this query did not give it
         */
        Position parse(@Nullable String text) {
            if (text == null) {
                return START;
            }
            ByteBuffer place = PageCursor.place(words(), text, LENGTH);
            Position position = new Position(place.getLong(), place.getLong());
            if (position.first < 0 || position.second < 0) {
                throw PageCursor.refused();
            }
            return position;
        }

        String text(Position position) {
            byte[] place = ByteBuffer.allocate(LENGTH)
                    .putLong(position.first)
                    .putLong(position.second)
                    .array();
            return PageCursor.text(words(), place);
        }

        private String words() {
            return kind + " of " + audience + " " + include;
        }
    }
}
