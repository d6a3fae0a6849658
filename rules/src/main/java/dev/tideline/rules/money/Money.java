package dev.tideline.rules.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * An amount of one asset: a whole number of its smallest units, of either sign. Amounts of different assets neither add
 * nor compare: that is a mistake in the program and throws at once.
 *
 * @param minor number of smallest units, within {@link #MOST} of zero
 * @param asset what it is an amount of
 */
public record Money(BigInteger minor, Asset asset) implements Comparable<Money> {

    /** The largest amount either way: what {@code numeric(78,0)} holds. */
    public static final BigInteger MOST = BigInteger.TEN.pow(78).subtract(BigInteger.ONE);

    /** Sign, digits, fraction; no exponent, no grouping. The length keeps hostile texts from costing time. */
    private static final Pattern PLAIN = Pattern.compile("-?[0-9]{1,78}(\\.[0-9]{1,18})?");

    public Money {
        Objects.requireNonNull(asset, "asset");
        if (minor.abs().compareTo(MOST) > 0) {
            throw new IllegalArgumentException(
                    "Amount of " + asset + " has more than 78 digits. Try a smaller amount or factor.");
        }
    }

    static Money parse(String amount, Asset asset) {
        if (!PLAIN.matcher(amount).matches()) {
            throw new IllegalArgumentException(
                    "'" + shortened(amount) + "' is no amount. Try a decimal such as 12.50.");
        }
        return exactly(new BigDecimal(amount), asset);
    }

    static Money exactly(BigDecimal amount, Asset asset) {
        try {
            return new Money(
                    amount.setScale(asset.decimals(), RoundingMode.UNNECESSARY).unscaledValue(), asset);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    "Amount " + shortened(amount.toString()) + " " + asset + " is finer than " + asset.decimals()
                            + " decimals. Try fewer.",
                    e);
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** The sum. */
    public Money plus(Money other) {
        return new Money(minor.add(same(other).minor), asset);
    }

    /** The difference. */
    public Money minus(Money other) {
        return new Money(minor.subtract(same(other).minor), asset);
    }

    /** The same amount with the other sign. */
    public Money negated() {
        return new Money(minor.negate(), asset);
    }

    /** The exact multiple. */
    public Money times(long count) {
        return new Money(minor.multiply(BigInteger.valueOf(count)), asset);
    }

    /** The product with an exact decimal such as a rate of 0.6, rounded to the smallest unit as told. */
    public Money times(BigDecimal factor, RoundingMode rounding) {
        BigDecimal product = new BigDecimal(minor).multiply(factor);
        return new Money(product.setScale(0, rounding).toBigIntegerExact(), asset);
    }

    /**
     * The product with the fraction {@code numerator / denominator}, rounded once to the smallest unit as told.
     *
     * @throws ArithmeticException if the denominator is zero
     */
    public Money times(BigInteger numerator, BigInteger denominator, RoundingMode rounding) {
        BigDecimal product = new BigDecimal(minor.multiply(numerator));
        return new Money(
                product.divide(new BigDecimal(denominator), 0, rounding).toBigIntegerExact(), asset);
    }

    /** The smaller of two. */
    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    /** The larger of two. */
    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /** Whether it is larger. */
    public boolean exceeds(Money other) {
        return compareTo(other) > 0;
    }

    /** −1, 0 or 1. */
    public int signum() {
        return minor.signum();
    }

    /** Whether it is nothing. */
    public boolean isZero() {
        return minor.signum() == 0;
    }

    /** Whether it is less than nothing. */
    public boolean isNegative() {
        return minor.signum() < 0;
    }

    /** The exact decimal, with as few decimals as it needs. */
    public BigDecimal amount() {
        BigDecimal least = new BigDecimal(minor, asset.decimals()).stripTrailingZeros();
        return least.scale() < 0 ? least.setScale(0) : least;
    }

    /** The exact decimal without needless zeros, {@code 12.5}; what JSON carries beside the asset. */
    public String amountText() {
        return amount().toPlainString();
    }

    @Override
    public int compareTo(Money other) {
        return minor.compareTo(same(other).minor);
    }

    private Money same(Money other) {
        if (!asset.equals(other.asset)) {
            throw new IllegalArgumentException("Cannot combine " + this + " with " + other
                    + ": amounts of different assets. Convert one at a stated rate first.");
        }
        return other;
    }

    /** The amount with its asset, {@code 12.5 USDT}. */
    @Override
    public String toString() {
        return amountText() + " " + asset;
    }
}
