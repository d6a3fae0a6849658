package dev.tideline.rules.notation.sentence;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.tokens.Token.Kind;
import java.util.List;
import java.util.Optional;

/**
 * Words that deny a flag in their own way, such as "does not hold BTC", which no dictionary can list for every verb.
 *
 * @param end where they end in the line
 * @param phrase how the dictionary says it: {@code unless holds BTC}
 */
record Denial(int end, String phrase) {

    private static final List<String> WAYS = List.of(
            "does not ",
            "do not ",
            "did not ",
            "is not ",
            "are not ",
            "has not ",
            "have not ",
            "not ",
            "没有",
            "没",
            "未",
            "不");

    /** What is denied from this index on; empty if nothing is. */
    static Optional<Denial> at(String line, int from, int to, Dictionary dictionary) {
        List<String> flags = dictionary.conditions().stream()
                .filter(phrase -> isFlag(phrase, dictionary))
                .map(Phrase::text)
                .toList();
        return WAYS.stream()
                .filter(way -> line.regionMatches(true, from, way, 0, way.length()))
                .findFirst()
                .flatMap(way -> Expected.nearestEnd(line, from + way.length(), to, flags)
                        .flatMap(end -> nearest(line.substring(from + way.length(), end), flags)
                                .map(flag -> new Denial(end, not(dictionary) + " " + flag))));
    }

    private static boolean isFlag(Phrase phrase, Dictionary dictionary) {
        return phrase.meaning().size() == 1
                && phrase.meaning().get(0).is(Kind.WORD)
                && dictionary
                        .field(phrase.meaning().get(0).text())
                        .map(Field::type)
                        .filter(FieldType.FLAG::equals)
                        .isPresent();
    }

    private static Optional<String> nearest(String words, List<String> flags) {
        return Nearest.of(words, flags).or(() -> Expected.containing(words, flags));
    }

    /** How the dictionary says "not": {@code unless}. */
    static String not(Dictionary dictionary) {
        return dictionary.conditions().stream()
                .filter(phrase ->
                        phrase.meaning().size() == 1 && phrase.meaning().get(0).isSign("!"))
                .map(Phrase::text)
                .findFirst()
                .orElse("!");
    }
}
