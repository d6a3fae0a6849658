package dev.tideline.rules.facts.limits;

import dev.tideline.rules.problem.Wording;
import java.util.Objects;

/**
 * What a value may be beyond its type.
 *
 * @param range of a number
 * @param format of a text
 * @param ahead whether an instant may lie in the future, as the end of something does
 */
public record ValueLimits(Range range, TextFormat format, boolean ahead) {

    /** Any value of the type. */
    public static final ValueLimits NONE = new ValueLimits(Range.ANY, TextFormat.PLAIN, false);

    public ValueLimits {
        Objects.requireNonNull(range, "range");
        Objects.requireNonNull(format, "format");
    }

    /** The limits in English for a reference page; empty if there are none to tell. */
    public String text() {
        return wording().text();
    }

    /** The same in words of any language. */
    public Wording wording() {
        if (ahead) {
            return Wording.of("may lie in the future");
        }
        return format == TextFormat.PLAIN ? range.wording() : format.wording();
    }
}
