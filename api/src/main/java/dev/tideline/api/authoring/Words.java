package dev.tideline.api.authoring;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.List;
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

    /** The words of who has to say why; a problem more if there are none. */
    public static String why(@Nullable String given, List<Problem> problems) {
        String text = of(given);
        if (text.isEmpty()) {
            problems.add(new Problem(
                    Place.pointer("body", "/note"), "", Wording.of("why, in some words: they stand in the audit log")));
        }
        return text;
    }

    /** The revision that {@code If-Match} names; null if there is no such header. */
    static @Nullable String revision(@Nullable String header) {
        return header == null ? null : header.strip().replace("\"", "");
    }
}
