package dev.tideline.rules.document;

import java.time.DateTimeException;
import java.time.Duration;

/**
 * Lengths of time as authors write them, in ISO 8601: {@code P30D} or {@code PT12H}, without months or years; a day is 24 hours.
 * None is longer than a hundred years: what is counted from an instant then stays one that the calendar and the database know.
 */
public final class Lengths {

    /** The longest. */
    public static final Duration LONGEST = Duration.ofDays(36_500);

    private Lengths() {}

    /**
     * A length, which may be zero.
     *
     * @throws IllegalArgumentException if the text spells none, one below zero or one above {@link #LONGEST}
     */
    public static Duration parse(String text) {
        try {
            Duration length = Duration.parse(text);
            if (length.isNegative() || length.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(text);
            }
            return length;
        } catch (DateTimeException | ArithmeticException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /**
     * A length above zero.
     *
     * @throws IllegalArgumentException if the text spells none, or one above {@link #LONGEST}
     */
    public static Duration positive(String text) {
        Duration length = parse(text);
        if (length.isZero()) {
            throw new IllegalArgumentException(text);
        }
        return length;
    }
}
