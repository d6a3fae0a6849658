package dev.tideline.rules.language;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.value.FieldWords;
import dev.tideline.rules.problem.Wording;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A typed, bounded value that a playbook declares and its rules name as {@code $name}.
 *
 * @param name without {@code $}
 * @param type WHOLE, AMOUNT, RATIO, INSTANT or TEXT
 * @param unit what it counts
 * @param value the number in the kept units of its type (millionths for AMOUNT and RATIO, microseconds for INSTANT); 0 for TEXT
 * @param text the word of a TEXT; else empty
 * @param min smallest value allowed, in the same units
 * @param max largest value allowed, in the same units
 * @param description one sentence
 */
public record Parameter(
        String name, FieldType type, Unit unit, long value, String text, long min, long max, String description) {

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");

    /** What a whole number counts. */
    public enum Unit {
        /** Whatever the field does that it is compared with. */
        ANY,
        DAYS,
        HOURS;

        /** Whether a field counts the same, as far as its unit tells. */
        private boolean fits(Field field) {
            String unit = field.unit().toLowerCase(Locale.ROOT);
            return this == ANY
                    || (field.type() == FieldType.WHOLE
                            && (unit.isEmpty() || isCalled(unit.substring(unit.lastIndexOf(' ') + 1))));
        }

        private boolean isCalled(String word) {
            return switch (this) {
                case ANY -> true;
                case DAYS -> Set.of("day", "days", "d", "天", "日").contains(word);
                case HOURS -> Set.of("hour", "hours", "h", "小时").contains(word);
            };
        }
    }

    public Parameter {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(description, "description");
        if (!isName(name)) {
            throw new IllegalArgumentException("Parameter name '" + name
                    + "' should be letters and digits, start with a lower case letter and have at most 40");
        }
        if (type == FieldType.FLAG || type == FieldType.TEXTS) {
            throw new IllegalArgumentException("Parameter '" + name + "' cannot be of type " + type);
        }
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "Parameter '" + name + "' is " + value + ", its bounds are " + min + ".." + max);
        }
    }

    /** Whether this can be the name of a parameter. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** Whether a field of this type and unit can be compared with it. */
    public boolean fits(Field field) {
        return fits(field.type()) && unit.fits(field);
    }

    /** Whether a number of this type can be. */
    public boolean fits(FieldType wanted) {
        return type == wanted || (type == FieldType.WHOLE && wanted.scale() > 0);
    }

    /** What it is, in words. */
    public Wording words() {
        return switch (unit) {
            case ANY -> FieldWords.type(type);
            case DAYS -> Wording.of("a number of days");
            case HOURS -> Wording.of("a number of hours");
        };
    }

    /** A number within its bounds, all in the kept units of the type. */
    public static Parameter number(String name, FieldType type, long value, long min, long max, String description) {
        return new Parameter(name, type, Unit.ANY, value, "", min, max, description);
    }

    /** The same, which counts this. */
    public Parameter counting(Unit unit) {
        return new Parameter(name, type, unit, value, text, min, max, description);
    }

    /** A word. */
    public static Parameter text(String name, String text, String description) {
        return new Parameter(name, FieldType.TEXT, Unit.ANY, 0, text, 0, 0, description);
    }
}
