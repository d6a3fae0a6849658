package dev.tideline.api.traits;

import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.vocabulary.Trait;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a trait is to be.
 *
 * @param type {@code WHOLE}, {@code AMOUNT}, {@code RATIO}, {@code INSTANT}, {@code FLAG}, {@code TEXT} or {@code TEXTS}
 * @param unit unit of the value; may be missing
 * @param description one sentence; may be missing
 */
record NewTrait(
        @Nullable String type,
        @Nullable String unit,
        @Nullable String description) {

    private static final Wording KEY =
            Wording.of("at most 60 lower case letters, digits and underscores that start with a letter");

    /**
     * The trait of this key. What is wrong is told, and something that is right stands for it, so that the rest can be
     * looked at as well; empty if the key itself is none.
     */
    Optional<Trait> read(String key, List<Problem> problems) {
        FieldType known = type(problems);
        try {
            return Optional.of(new Trait(key, known, text(unit), text(description)));
        } catch (IllegalArgumentException e) {
            problems.add(key(key, KEY));
            return Optional.empty();
        }
    }

    /** A mistake of the key, which the address names. */
    static Problem key(String key, Wording expected) {
        return new Problem(Place.pointer("path", "/key"), key, expected);
    }

    private FieldType type(List<Problem> problems) {
        String word = type == null ? "" : type;
        Optional<FieldType> known = Arrays.stream(FieldType.values())
                .filter(each -> each.name().equalsIgnoreCase(word))
                .findFirst();
        if (known.isEmpty()) {
            List<String> names =
                    Arrays.stream(FieldType.values()).map(Enum::name).toList();
            problems.add(new Problem(
                    Place.pointer("body", "/type"),
                    word,
                    Wording.of("a type; {0}", Nearest.hint(word.toUpperCase(Locale.ROOT), names))));
        }
        return known.orElse(FieldType.TEXT);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
