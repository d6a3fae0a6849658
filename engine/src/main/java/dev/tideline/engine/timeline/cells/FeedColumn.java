package dev.tideline.engine.timeline.cells;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import java.util.Set;

/**
 * How a feed field is named in the bytes of a timeline: by its kind and a hash of its column name, so that bytes outlive
 * changes of the vocabulary.
 */
public final class FeedColumn {

    /** Tags from here on are feed columns; below are metrics. */
    public static final int FIRST_TAG = 128;

    static final int NUMBER = FIRST_TAG;
    static final int TEXT = FIRST_TAG + 1;
    static final int WORDS = FIRST_TAG + 2;

    /** Stands between the words of a set. */
    public static final char SEPARATOR = '\n';

    private FeedColumn() {}

    /** The kind of a field's values. */
    public static int tag(Field field) {
        return field.type().isNumber() ? NUMBER : field.type() == FieldType.TEXT ? TEXT : WORDS;
    }

    /** Whether a field's values are single texts. */
    public static boolean isText(Field field) {
        return field.type() == FieldType.TEXT;
    }

    /** The words of a set's text. */
    public static Set<String> words(String text) {
        return Set.of(text.split(String.valueOf(SEPARATOR), -1));
    }

    /** The hash of a field's column name (FNV-1a with a final mix). */
    public static int hash(Field field) {
        int hash = 0x811c9dc5;
        for (int i = 0; i < field.column().length(); i++) {
            hash = (hash ^ field.column().charAt(i)) * 0x01000193;
        }
        hash ^= hash >>> 15;
        return hash * 0x2c1b3c6d;
    }
}
