package dev.tideline.rules.notation.table;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldWords;
import dev.tideline.rules.notation.sentence.Dictionary;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How a condition on a field is written in a cell, said to somebody who wrote it otherwise. */
final class CellForms {

    /** Nobody means a range by more than this, and matching takes time. */
    private static final int LONGEST = 60;

    private static final String NUMBER = "(-?\\d+(?:\\.\\d+)?)";
    private static final String SIGN = "([<>]=?)";
    private static final Pattern SPAN =
            Pattern.compile(NUMBER + "\\s*(?:\\.{3}|…|-|–|—|~|～|to|until|至|到)\\s*" + NUMBER);
    private static final Pattern LEAST = Pattern.compile(
            "(?:(?:at least|min|from|不少于)\\s*" + NUMBER + "|" + NUMBER + "\\s*(?:\\.{2,3}|…|\\+|-|or more|以上))");
    private static final Pattern MOST =
            Pattern.compile("(?:\\.{2,3}|…|at most|max|up to|不超过)\\s*" + NUMBER + "|" + NUMBER + "\\s*(?:or less|以下)");
    private static final Pattern BOTH =
            Pattern.compile(SIGN + "\\s*" + NUMBER + "\\s*(?:and|&&?|且|;|\\s)\\s*" + SIGN + "\\s*" + NUMBER);
    private static final Pattern TURNED = Pattern.compile("=([<>])\\s*" + NUMBER);
    private static final Pattern WITH_UNIT = Pattern.compile("((?:[<>]=?)?\\s*-?\\d+(?:\\.\\d+)?)\\s*[\\p{L}$€]+");
    private static final Pattern PERCENT = Pattern.compile(NUMBER + "\\s*[%％]");
    private static final Pattern DIGIT = Pattern.compile("\\d");
    private static final Pattern FINER = Pattern.compile("\\.\\d{7}");
    private static final Pattern PLAIN = Pattern.compile("[<>=.,\\s\\d-]+");

    private CellForms() {}

    /** What the field takes, and how a cell says it. */
    static Wording expected(Field field) {
        return Wording.of("{0}; a cell holds {1}", FieldWords.compared(field), forms(field.type()));
    }

    /** The same, and what the text probably means, if that can be told. */
    static Wording expected(Field field, String text) {
        Optional<String> meant =
                field.type().isNumber() && field.type() != FieldType.INSTANT ? meant(field, text) : Optional.empty();
        return meant.map(it -> Wording.of("{0}; {1}", expected(field), Nearest.meant(it)))
                .orElseGet(() -> expected(field));
    }

    /** A word that the field never has. */
    static Wording word(Field field, String text, Dictionary dictionary) {
        List<String> names = dictionary.valueNames(field);
        Wording meant = Nearest.of(text, names)
                .or(() -> begun(text, names))
                .map(Nearest::meant)
                .orElseGet(() -> Nearest.hint(text, field.values()));
        return Wording.of("`{0}` never has this value; {1}", field.name(), meant);
    }

    /** The shortest name that begins like this; empty if none does. */
    static Optional<String> begun(String text, List<String> names) {
        return names.stream()
                .filter(name -> !text.isEmpty() && name.startsWith(text))
                .min(Comparator.comparingInt(String::length));
    }

    private static Wording forms(FieldType type) {
        return switch (type) {
            case WHOLE, AMOUNT, RATIO -> Wording.of("`30`, `30..59`, `>= 30` or `>= 30, < 60`");
            case INSTANT -> Wording.of("`2026-03-31`, `2026-03-01..2026-03-31` or `>= 2026-03-31`");
            case FLAG -> Wording.of("`yes` or `no`");
            case TEXT, TEXTS -> Wording.of("words with commas between them, or `not` and the words");
        };
    }

    private static Optional<String> meant(Field field, String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return PERCENT.matcher(text).find() ? share(field, text) : meant(text);
    }

    /** Percents as the parts of 1 that a ratio is kept in; nothing else can be meant by them. */
    private static Optional<String> share(Field field, String text) {
        String parts = PERCENT.matcher(text)
                .replaceAll(found -> new BigDecimal(found.group(1))
                        .movePointLeft(2)
                        .stripTrailingZeros()
                        .toPlainString());
        boolean allPercents =
                !DIGIT.matcher(PERCENT.matcher(text).replaceAll("")).find();
        boolean ratio = field.type() == FieldType.RATIO
                && allPercents
                && !FINER.matcher(parts).find();
        return ratio ? meant(parts).or(() -> Optional.of(parts).filter(PLAIN.asMatchPredicate())) : Optional.empty();
    }

    private static Optional<String> meant(String text) {
        Matcher span = SPAN.matcher(text);
        if (span.matches()) {
            return Optional.of(span.group(1) + ".." + span.group(2));
        }
        Matcher both = BOTH.matcher(text);
        if (both.matches()) {
            return Optional.of(both.group(1) + " " + both.group(2) + ", " + both.group(3) + " " + both.group(4));
        }
        Matcher turned = TURNED.matcher(text);
        if (turned.matches()) {
            return Optional.of(turned.group(1) + "= " + turned.group(2));
        }
        Matcher united = WITH_UNIT.matcher(text);
        return bound(LEAST.matcher(text), ">= ")
                .or(() -> bound(MOST.matcher(text), "<= "))
                .or(() -> united.matches() ? Optional.of(united.group(1).strip()) : Optional.empty());
    }

    private static Optional<String> bound(Matcher end, String sign) {
        return end.matches()
                ? Optional.of(sign + (end.group(1) == null ? end.group(2) : end.group(1)))
                : Optional.empty();
    }
}
