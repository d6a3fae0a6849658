package dev.tideline.rules.canonical;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.interpretation.Factors;
import org.jspecify.annotations.Nullable;

/**
 * What canonical text calls to compare values: nothing holds of a missing value. Text that compared with operators would
 * be rewritten by Drools, which boxes the numbers and looks for their type each time.
 */
public final class Compare {

    private Compare() {}

    /** Whether the text is missing. */
    public static boolean missing(@Nullable String text) {
        return text == null;
    }

    /** Whether both texts are there and the same. */
    public static boolean same(@Nullable String left, @Nullable String right) {
        return left != null && left.equals(right);
    }

    /** {@code left == right} */
    public static boolean equal(long left, long right) {
        return left == right && left != Fact.MISSING;
    }

    /** {@code left < right} */
    public static boolean less(long left, long right) {
        return left < right && left != Fact.MISSING;
    }

    /** {@code left <= right} */
    public static boolean atMost(long left, long right) {
        return left <= right && left != Fact.MISSING;
    }

    /** {@code left > right} */
    public static boolean greater(long left, long right) {
        return left > right && right != Fact.MISSING;
    }

    /** {@code left >= right} */
    public static boolean atLeast(long left, long right) {
        return left >= right && right != Fact.MISSING;
    }

    /** {@code left == millionths / 1,000,000 * right} */
    public static boolean equalScaled(long left, long millionths, long right) {
        return present(left, right) && Factors.compare(left, millionths, right) == 0;
    }

    /** {@code left < millionths / 1,000,000 * right} */
    public static boolean lessScaled(long left, long millionths, long right) {
        return present(left, right) && Factors.compare(left, millionths, right) < 0;
    }

    /** {@code left <= millionths / 1,000,000 * right} */
    public static boolean atMostScaled(long left, long millionths, long right) {
        return present(left, right) && Factors.compare(left, millionths, right) <= 0;
    }

    /** {@code left > millionths / 1,000,000 * right} */
    public static boolean greaterScaled(long left, long millionths, long right) {
        return present(left, right) && Factors.compare(left, millionths, right) > 0;
    }

    /** {@code left >= millionths / 1,000,000 * right} */
    public static boolean atLeastScaled(long left, long millionths, long right) {
        return present(left, right) && Factors.compare(left, millionths, right) >= 0;
    }

    private static boolean present(long left, long right) {
        return left != Fact.MISSING && right != Fact.MISSING;
    }
}
