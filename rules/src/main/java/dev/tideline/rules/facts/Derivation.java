package dev.tideline.rules.facts;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a field follows from an instant field and the instant of evaluation.
 *
 * @param kind the function
 * @param column the instant field it reads
 */
public record Derivation(Kind kind, String column) {

    private static final Pattern FORM = Pattern.compile("([a-zA-Z]+)\\(([a-z0-9_]+)\\)");

    /** The functions. Days are calendar days in the installation's zone; hours are full hours. */
    public enum Kind {
        DAYS_SINCE,
        DAYS_UNTIL,
        HOURS_SINCE,
        HOURS_UNTIL,
        BEFORE,
        DAYS_SINCE_ANNIVERSARY
    }

    /**
     * Reads {@code daysSince(last_trade_at)}.
     *
     * @throws IllegalArgumentException if the text has another form
     */
    public static Derivation parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Derivation '" + text + "' should read like daysSince(last_trade_at)");
        }
        String kind = matcher.group(1).replaceAll("([A-Z])", "_$1").toUpperCase(Locale.ROOT);
        return new Derivation(Kind.valueOf(kind), matcher.group(2));
    }
}
