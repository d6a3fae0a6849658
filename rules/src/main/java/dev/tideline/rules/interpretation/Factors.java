package dev.tideline.rules.interpretation;

/** Exact comparison of a number with a part or multiple of another, for rules: {@code a < 0.3 * b}. */
public final class Factors {

    private static final long MILLION = 1_000_000L;

    private Factors() {}

    /**
     * Compares {@code left} with {@code millionths / 1,000,000 * right}, without rounding and for every {@code long}:
     * both sides are multiplied out to 128 bits.
     *
     * @return negative, 0 or positive, as {@link Long#compare}
     */
    public static int compare(long left, long millionths, long right) {
        long leftHigh = Math.multiplyHigh(left, MILLION);
        long rightHigh = Math.multiplyHigh(millionths, right);
        return leftHigh == rightHigh
                ? Long.compareUnsigned(left * MILLION, millionths * right)
                : Long.compare(leftHigh, rightHigh);
    }
}
