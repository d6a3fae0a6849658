package dev.tideline.rules.notation.sentence;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldWords;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Token;
import dev.tideline.rules.tokens.Token.Kind;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What may stand at a place of a sentence, so that only names of that kind are proposed there.
 *
 * @param known all phrases that may stand somewhere in the sentence
 * @param before what stands before the place; null at the beginning
 * @param subject the field that was named last; null if none was
 */
record Expected(
        Dictionary dictionary,
        List<Phrase> known,
        @Nullable Token before,
        @Nullable Field subject) {

    private static final int LONGEST = 60;
    private static final int LEAST = 4;
    private static final String STOPS = "(),;:\"$";
    private static final Set<String> JOINS = Set.of("&&", "||", "!", "(", ",");
    private static final Set<String> COMPARES = Set.of("==", "!=", "<", "<=", ">", ">=", ",", "-", "*");

    /** The phrases of the kind that is expected. */
    List<Phrase> phrases() {
        if (known != dictionary.conditions()) {
            return known;
        }
        if (value()) {
            return known.stream().filter(this::isValue).toList();
        }
        return known.stream()
                .filter(phrase -> field(phrase).isPresent() == beginning())
                .filter(phrase -> !phrase.meaning().get(0).is(Kind.TEXT))
                .toList();
    }

    /** Where the words from here on end that are nearest to one phrase, numbers among them; empty if none is near. */
    Optional<Integer> nearestEnd(String line, int from, int to) {
        return nearestEnd(line, from, to, phrases().stream().map(Phrase::text).toList());
    }

    /** The same for these phrases. */
    static Optional<Integer> nearestEnd(String line, int from, int to, List<String> names) {
        int best = Integer.MAX_VALUE;
        Optional<Integer> nearest = Optional.empty();
        for (int end = from + 1; end <= Math.min(to, from + LONGEST); end++) {
            boolean stops = end < to && STOPS.indexOf(line.charAt(end)) >= 0;
            boolean ends = end == to || stops || Character.isWhitespace(line.charAt(end));
            String words = line.substring(from, end);
            Optional<String> near = ends ? Nearest.of(words, names) : Optional.empty();
            int distance = near.map(name -> Nearest.distance(words, name)).orElse(best);
            if (distance < best) {
                best = distance;
                nearest = Optional.of(end);
            }
            if (stops) {
                return nearest;
            }
        }
        return nearest;
    }

    /** What is expected instead of these words. */
    Wording wording(String words) {
        Optional<Wording> flag = flag();
        if (flag.isPresent()) {
            return flag.get();
        }
        Field field = subject;
        if (value() && field != null && field.values().isEmpty()) {
            List<String> fields = phrases().stream().map(Phrase::text).toList();
            Optional<String> near =
                    Nearest.of(words, ofItsNumber(words, fields)).or(() -> Nearest.of(words, fields));
            return near.map(this::meant).orElseGet(() -> FieldWords.compared(field));
        }
        List<String> names = phrases().stream().map(Phrase::text).toList();
        return Nearest.of(words, ofItsNumber(words, names))
                .or(() -> Nearest.of(words, names))
                .or(() -> containing(words, names))
                .map(this::meant)
                .orElseGet(() -> unknown(Nearest.hint(words, names)));
    }

    /** The names that begin with the number that the words begin with; all if they begin with none. */
    private static List<String> ofItsNumber(String words, List<String> names) {
        String number = words.replaceFirst("\\D.*", "");
        return names.stream().filter(name -> name.startsWith(number)).toList();
    }

    /** How a flag is said, if a value is to be compared with one here. */
    Optional<Wording> flag() {
        return Optional.ofNullable(subject)
                .filter(field -> field.type() == FieldType.FLAG && value())
                .map(dictionary::label)
                .map(flag -> Wording.of(
                        "`{0}` alone, without a comparison; denied it is `{1}`",
                        flag, Denial.not(dictionary) + " " + flag));
    }

    /** The shortest phrase that these words are a part of. */
    static Optional<String> containing(String words, List<String> names) {
        return names.stream()
                .filter(name -> words.length() >= LEAST && name.contains(words))
                .min(Comparator.comparingInt(String::length));
    }

    /** This phrase is expected instead. */
    Wording meant(String phrase) {
        return unknown(Nearest.meant(phrase));
    }

    private static Wording unknown(Wording hint) {
        return Wording.of("no phrase of the dictionary; {0}", hint);
    }

    /** Whether a field stands here. */
    boolean beginning() {
        return before == null || (before.is(Kind.SIGN) && JOINS.contains(before.text()) && !value());
    }

    /** Whether a value stands here: after an operator, or within a list. */
    private boolean value() {
        if (before == null || subject == null || known != dictionary.conditions()) {
            return false;
        }
        boolean next = before.isSign(",") && subject.type() == FieldType.FLAG; // of which there are no lists
        return (before.is(Kind.SIGN) && COMPARES.contains(before.text()) && !next)
                || before.isWord("in")
                || before.isWord("contains");
    }

    /** Whether it is a word that the subject may have, or another field of its kind. */
    private boolean isValue(Phrase phrase) {
        Field field = subject;
        Token only = phrase.meaning().get(0);
        if (field == null || phrase.meaning().size() > 1) {
            return false;
        }
        return only.is(Kind.TEXT)
                ? field.values().contains(only.text())
                : field.type().isNumber()
                        && field(phrase)
                                .filter(other -> other.type() == field.type())
                                .isPresent();
    }

    private Optional<Field> field(Phrase phrase) {
        return phrase.meaning().size() > 1
                ? Optional.empty()
                : Stream.of(phrase.meaning().get(0))
                        .filter(token -> token.is(Kind.WORD))
                        .flatMap(token -> dictionary.field(token.text()).stream())
                        .findFirst();
    }
}
