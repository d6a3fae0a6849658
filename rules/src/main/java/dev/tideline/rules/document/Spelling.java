package dev.tideline.rules.document;

import dev.tideline.rules.problem.Wording;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** How words and zones are written; a text that spells none is an IllegalArgumentException. */
final class Spelling {

    private Spelling() {}

    /** The words of an enum, as a problem lists them. */
    static Wording expected(Class<? extends Enum<?>> words) {
        return Wording.of(
                "one of {0}",
                Arrays.stream(words.getEnumConstants()).map(Spelling::of).collect(Collectors.joining(", ")));
    }

    /** One of an enum's words, in lower case and with - for _. */
    static <E extends Enum<E>> E word(String text, Class<E> words) {
        return Arrays.stream(words.getEnumConstants())
                .filter(word -> of(word).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }

    private static String of(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A name of the IANA time zone database. */
    static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
