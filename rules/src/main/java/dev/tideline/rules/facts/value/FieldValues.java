package dev.tideline.rules.facts.value;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.limits.Range;
import dev.tideline.rules.problem.Wording;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Converts values between what people and systems write and what facts keep. */
public final class FieldValues {

    private static final Wording NEVER_MISSING = Wording.of("a value, as this field is never missing");
    private static final Wording WHOLE = Wording.of("a whole number");
    private static final Wording DECIMAL = Wording.of("a decimal number with at most 6 decimals");

    private static final int LONGEST_WORDS = 1_000;

    private FieldValues() {}

    /**
     * Reads the text of a number, an instant or a flag in the unit that facts keep.
     *
     * @throws UnreadableValue if it is not of the type, or not exactly representable
     * @throws IllegalArgumentException if the type is no number
     */
    public static long number(FieldType type, String text) {
        return switch (type) {
            case WHOLE -> Numerals.read(text, 0, WHOLE);
            case AMOUNT, RATIO -> Numerals.read(text, type.scale(), DECIMAL);
            case INSTANT -> Instants.read(text);
            case FLAG -> flag(text);
            case TEXT, TEXTS -> throw new IllegalArgumentException(type + " is kept as text");
        };
    }

    /** The text of a kept number: {@code 12.34}, {@code 2026-03-31T00:00:00Z}, {@code true}; empty if missing. */
    public static String text(FieldType type, long value) {
        if (value == Fact.MISSING) {
            return "";
        }
        return switch (type) {
            case WHOLE -> Long.toString(value);
            case AMOUNT, RATIO -> Numerals.text(value, type.scale());
            case INSTANT -> instant(value).toString();
            case FLAG -> value == 1 ? "true" : "false";
            case TEXT, TEXTS -> throw new IllegalArgumentException(type + " is kept as text");
        };
    }

    /** The text of a field of a fact; words are sorted and joined by {@code |}; empty if missing. */
    public static String text(Field field, Fact fact) {
        return switch (field.type()) {
            case TEXT -> {
                String text = fact.text(field.slot());
                yield text == null ? "" : text;
            }
            case TEXTS -> String.join("|", new TreeSet<>(fact.texts(field.slot())));
            case WHOLE, AMOUNT, RATIO, INSTANT, FLAG -> text(field.type(), fact.number(field.slot()));
        };
    }

    /**
     * Sets a field from text, as in CSV: empty means missing, words are separated by {@code |}; decimals beyond the sixth
     * are rounded, half to even.
     *
     * @throws UnreadableValue if the field cannot hold it
     */
    public static void set(FactBuilder builder, Field field, String text) {
        switch (field.type()) {
            case TEXT -> builder.text(field.slot(), text.isEmpty() ? null : checked(field, text));
            case TEXTS -> builder.texts(field.slot(), text.isEmpty() ? Set.of() : checked(field, words(text)));
            case WHOLE, AMOUNT, RATIO, INSTANT, FLAG ->
                builder.number(field.slot(), text.isEmpty() ? missing(field) : ranged(field, text));
        }
    }

    /**
     * Sets a field from JSON: null means missing; an amount is a number, a decimal string or
     * {@code {"amount": "12.34", "asset": "USDT"}}.
     *
     * @throws UnreadableValue if the field cannot hold it
     */
    public static void set(FactBuilder builder, Field field, JsonNode node) {
        if (node.isNull() || node.isMissingNode()) {
            setMissing(builder, field);
        } else if (field.type() == FieldType.TEXTS) {
            builder.texts(field.slot(), checked(field, JsonValues.words(node)));
        } else if (field.type() == FieldType.TEXT) {
            builder.text(field.slot(), checked(field, JsonValues.word(node)));
        } else {
            builder.number(field.slot(), ranged(field, JsonValues.number(field.type(), node)));
        }
    }

    /** The kept form of an instant; finer than a microsecond is cut off. */
    public static long micros(Instant instant) {
        return Math.addExact(
                Math.multiplyExact(instant.getEpochSecond(), Instants.SECOND), instant.getNano() / Instants.NANOS);
    }

    /** The instant of its kept form; not for {@link Fact#MISSING}. */
    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static void setMissing(FactBuilder builder, Field field) {
        if (field.type() == FieldType.TEXT) {
            builder.text(field.slot(), null);
        } else if (field.type() == FieldType.TEXTS) {
            builder.texts(field.slot(), Set.of());
        } else {
            builder.number(field.slot(), missing(field));
        }
    }

    private static long missing(Field field) {
        if (!field.nullable()) {
            throw new UnreadableValue("", NEVER_MISSING);
        }
        return Fact.MISSING;
    }

    private static String checked(Field field, String text) {
        if (field.holds(text)) {
            return text;
        }
        List<String> values = field.values();
        throw new UnreadableValue(
                text,
                values.isEmpty()
                        ? field.limits().format().wording()
                        : Wording.of("one of {0}", String.join(", ", values)));
    }

    private static Set<String> checked(Field field, Set<String> words) {
        words.forEach(word -> checked(field, word));
        if (words.stream().mapToInt(String::length).sum() > LONGEST_WORDS) {
            throw new UnreadableValue(
                    String.join("|", new TreeSet<>(words)),
                    Wording.of("words of together at most {0} characters", LONGEST_WORDS));
        }
        return words;
    }

    private static Set<String> words(String text) {
        return new TreeSet<>(List.of(text.split("\\|")));
    }

    /** A number within the field's range; digits beyond the last kept decimal are rounded, half to even. */
    private static long ranged(Field field, String text) {
        FieldType type = field.type();
        long value = number(type, type.scale() > 0 ? Numerals.rounded(text, type.scale()) : text);
        Range range = field.limits().range();
        if (type.isDecimal() && !range.holds(value, type.scale())) {
            throw new UnreadableValue(text, range.wording());
        }
        return value;
    }

    private static long flag(String text) {
        if ("true".equals(text)) {
            return 1;
        }
        if ("false".equals(text)) {
            return 0;
        }
        throw new UnreadableValue(text, Wording.of("true or false"));
    }
}
