package dev.tideline.api.authoring;

import org.jspecify.annotations.Nullable;

/** Words that people give with a change. */
public final class Words {

    private static final int LONGEST = 500;

    private Words() {}

    /** The words without space around them, cut where they are too long; empty if there are none. */
    public static String of(@Nullable String given) {
        String text = given == null ? "" : given.strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    /** The revision that {@code If-Match} names; null if there is no such header. */
    static @Nullable String revision(@Nullable String header) {
        return header == null ? null : header.strip().replace("\"", "");
    }
}
