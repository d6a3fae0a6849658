package dev.tideline.rules.language;

import dev.tideline.rules.facts.FieldType;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A typed, bounded value that a playbook declares and its rules name as {@code $name}.
 *
 * @param name without {@code $}
 * @param type WHOLE, AMOUNT, RATIO, INSTANT or TEXT
 * @param value the number in the kept units of its type (millionths for AMOUNT and RATIO, microseconds for INSTANT); 0 for TEXT
 * @param text the word of a TEXT; else empty
 * @param min smallest value allowed, in the same units
 * @param max largest value allowed, in the same units
 * @param description one sentence
 */
public record Parameter(String name, FieldType type, long value, String text, long min, long max, String description) {

    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,39}");

    public Parameter {
        Objects.requireNonNull(type, "type");
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

    /** Whether fields of this type can be compared with it. */
    public boolean fits(FieldType wanted) {
        return type == wanted || (type == FieldType.WHOLE && wanted.scale() > 0);
    }

    /** A number within its bounds, all in the kept units of the type. */
    public static Parameter number(String name, FieldType type, long value, long min, long max, String description) {
        return new Parameter(name, type, value, "", min, max, description);
    }

    /** A word. */
    public static Parameter text(String name, String text, String description) {
        return new Parameter(name, FieldType.TEXT, 0, text, 0, 0, description);
    }
}
