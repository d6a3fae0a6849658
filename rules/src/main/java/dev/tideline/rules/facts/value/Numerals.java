package dev.tideline.rules.facts.value;

import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/** Reads and writes decimal numerals as a scaled {@code long}, exactly. */
final class Numerals {

    private static final int LONGEST = 40;
    private static final Pattern DECIMAL = Pattern.compile("-?\\d+\\.\\d+");
    private static final long[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};

    private Numerals() {}

    /**
     * Reads {@code -12.34}; no exponent, no plus sign, no spaces. Zeros after the last allowed decimal are let pass.
     *
     * @throws UnreadableValue if it is no such numeral, has more decimals, or does not fit
     */
    static long read(String text, int scale, Wording expected) {
        int length = text.length();
        boolean negative = length > 0 && text.charAt(0) == '-';
        int at = negative ? 1 : 0;
        int point = text.indexOf('.');
        int end = point < 0 ? length : point;
        if (length > LONGEST || at == end || point == length - 1) {
            throw new UnreadableValue(text, expected);
        }
        try {
            long value = digits(text, at, end, 0, expected);
            int decimals = Math.min(Math.max(length - end - 1, 0), scale);
            value = digits(text, end + 1, end + 1 + decimals, value, expected);
            requireZeros(text, end + 1 + decimals, expected);
            long scaled = Math.multiplyExact(value, POWERS[scale - decimals]);
            return negative ? -scaled : scaled;
        } catch (ArithmeticException e) {
            throw new UnreadableValue(text, Wording.of("a smaller number"));
        }
    }

    /** The numeral with at most so many decimals, rounded half to even; a text that is no numeral is left as it is. */
    static String rounded(String text, int scale) {
        int point = text.indexOf('.');
        if (point < 0
                || text.length() - point - 1 <= scale
                || text.length() > LONGEST
                || !DECIMAL.matcher(text).matches()) {
            return text;
        }
        return new BigDecimal(text).setScale(scale, RoundingMode.HALF_EVEN).toPlainString();
    }

    /** Writes a scaled number without trailing zeros: 12340000 at scale 6 is {@code 12.34}. */
    static String text(long value, int scale) {
        String digits = Long.toString(Math.abs(value));
        String padded = "0".repeat(Math.max(0, scale + 1 - digits.length())) + digits;
        int point = padded.length() - scale;
        int end = padded.length();
        while (end > point && padded.charAt(end - 1) == '0') {
            end--;
        }
        String decimals = end == point ? "" : "." + padded.substring(point, end);
        return (value < 0 ? "-" : "") + padded.substring(0, point) + decimals;
    }

    private static long digits(String text, int from, int to, long start, Wording expected) {
        long value = start;
        for (int at = from; at < to; at++) {
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                throw new UnreadableValue(text, expected);
            }
            value = Math.addExact(Math.multiplyExact(value, 10L), digit - '0');
        }
        return value;
    }

    private static void requireZeros(String text, int from, Wording expected) {
        for (int at = from; at < text.length(); at++) {
            if (text.charAt(at) != '0') {
                throw new UnreadableValue(text, expected);
            }
        }
    }
}
