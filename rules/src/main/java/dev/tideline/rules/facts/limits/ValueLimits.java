package dev.tideline.rules.facts.limits;

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

    /** The limits in words for a reference page; empty if there are none to tell. */
    public String text() {
        String format = this.format == TextFormat.PLAIN ? "" : this.format.expected();
        return range.text() + format + (ahead ? "may lie in the future" : "");
    }
}
