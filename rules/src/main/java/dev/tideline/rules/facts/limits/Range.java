package dev.tideline.rules.facts.limits;

import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The numbers from one to another, both included.
 *
 * @param least the least, in millionths; {@link Long#MIN_VALUE} for no such end
 * @param most the greatest, in millionths; {@link Long#MAX_VALUE} for no such end
 */
public record Range(long least, long most) {

    /** Every number. */
    public static final Range ANY = new Range(Long.MIN_VALUE, Long.MAX_VALUE);

    private static final int SCALE = 6;
    private static final long ONE = 1_000_000;
    private static final Pattern FORM = Pattern.compile("(-?\\d+(?:\\.\\d+)?)?\\.\\.(-?\\d+(?:\\.\\d+)?)?");

    public Range {
        if (least > most) {
            throw new IllegalArgumentException("Range from " + least + " to " + most + " is empty. Swap its ends.");
        }
    }

    /**
     * Reads {@code 0..100}, {@code 0..} or {@code ..100}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Range parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Range '" + text + "' should read like 0..100, 0.. or ..100");
        }
        return new Range(end(matcher.group(1), Long.MIN_VALUE), end(matcher.group(2), Long.MAX_VALUE));
    }

    /** Whether it holds a number kept with so many decimals (0 or 6). */
    public boolean holds(long value, int scale) {
        return scale == SCALE
                ? value >= least && value <= most
                : (least == Long.MIN_VALUE || value >= least / ONE) && (most == Long.MAX_VALUE || value <= most / ONE);
    }

    /** Whether it holds a number. */
    public boolean holds(BigDecimal value) {
        return (least == Long.MIN_VALUE || value.compareTo(BigDecimal.valueOf(least, SCALE)) >= 0)
                && (most == Long.MAX_VALUE || value.compareTo(BigDecimal.valueOf(most, SCALE)) <= 0);
    }

    /** {@code 0 to 100}, {@code 0 or more}, {@code 100 or less}; empty if it holds every number. */
    public String text() {
        return wording().text();
    }

    /** The same in words of any language. */
    public Wording wording() {
        if (least == Long.MIN_VALUE) {
            return most == Long.MAX_VALUE ? Wording.verbatim("") : Wording.of("{0} or less", plain(most));
        }
        return most == Long.MAX_VALUE
                ? Wording.of("{0} or more", plain(least))
                : Wording.of("{0} to {1}", plain(least), plain(most));
    }

    private static long end(@Nullable String digits, long open) {
        return digits == null
                ? open
                : new BigDecimal(digits).movePointRight(SCALE).longValueExact();
    }

    private static String plain(long millionths) {
        BigDecimal value = BigDecimal.valueOf(millionths, SCALE).stripTrailingZeros();
        return value.toPlainString();
    }
}
