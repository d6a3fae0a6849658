package dev.tideline.rules.facts.value;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.limits.Range;
import dev.tideline.rules.facts.limits.TextFormat;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;

/** Says what fields take: type, unit, range, words. */
public final class FieldWords {

    private static final int MANY = 12;

    private FieldWords() {}

    /** {@code `totalAsset` is compared with a number with at most 6 decimals (USDT), 0 or more}. */
    public static Wording compared(Field field) {
        return Wording.of("`{0}` is compared with {1}", field.name(), of(field));
    }

    /** {@code a whole number (trades), 0 or more}. */
    public static Wording of(Field field) {
        return switch (field.type()) {
            case WHOLE, AMOUNT, RATIO -> ranged(counted(field), field.limits().range());
            case INSTANT -> Wording.of("a date \"2026-03-31\" or an instant \"2026-03-31T12:00:00Z\"");
            case FLAG -> Wording.of("true or false");
            case TEXT, TEXTS -> worded(field);
        };
    }

    /** What is meant by a word that the field never has, or what it has instead. */
    public static Wording instead(Field field, String word) {
        return field.values().isEmpty() ? field.limits().format().instead(word) : Nearest.hint(word, field.values());
    }

    /** The type alone. */
    public static Wording type(FieldType type) {
        return switch (type) {
            case WHOLE -> Wording.of("a whole number");
            case AMOUNT -> Wording.of("an amount");
            case RATIO -> Wording.of("a decimal number");
            case INSTANT -> Wording.of("a point in time");
            case FLAG -> Wording.of("true or false");
            case TEXT -> Wording.of("a word");
            case TEXTS -> Wording.of("a set of words");
        };
    }

    /** The same with the largest number of the type that rules and parameters can tell. */
    public static Wording limited(Wording expected, FieldType type) {
        return Wording.of("{0}, at most {1} either way", expected, FieldValues.text(type, FieldType.LARGEST));
    }

    private static Wording counted(Field field) {
        Wording number = field.type() == FieldType.WHOLE
                ? Wording.of("a whole number")
                : Wording.of("a number with at most {0} decimals", field.type().scale());
        return field.unit().isEmpty() ? number : Wording.of("{0} ({1})", number, Wording.term(field.unit()));
    }

    private static Wording ranged(Wording number, Range range) {
        return range.equals(Range.ANY) ? number : Wording.of("{0}, {1}", number, range.wording());
    }

    private static Wording worded(Field field) {
        if (!field.values().isEmpty() && field.values().size() <= MANY) {
            return Wording.of("a word in double quotes, one of {0}", Wording.names(field.values()));
        }
        TextFormat format = field.limits().format();
        return format == TextFormat.PLAIN
                ? Wording.of("a word in double quotes")
                : Wording.of("a word in double quotes: {0}", format.wording());
    }
}
