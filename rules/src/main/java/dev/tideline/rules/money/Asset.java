package dev.tideline.rules.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;

/**
 * Something that can be paid in.
 *
 * @param key its ticker, {@code USDT}: capital letters, digits, {@code .}, {@code _} and {@code -}, at most 20
 * @param decimals decimal places of its smallest unit, from 0 to 18
 */
public record Asset(String key, int decimals) {

    /** Decimal places of the finest token that is known in the field: 10^18 wei are one ether. */
    public static final int MOST_DECIMALS = 18;

    private static final Pattern KEY = Pattern.compile("[A-Z0-9][A-Z0-9._-]{0,19}");

    public Asset {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("Asset '" + key + "' is no ticker. Try capital letters such as USDT.");
        }
        if (decimals < 0 || decimals > MOST_DECIMALS) {
            throw new IllegalArgumentException("Asset " + key + " has " + decimals + " decimals. Try 0 to 18.");
        }
    }

    /** This many of the smallest unit. */
    public Money ofMinor(BigInteger minor) {
        return new Money(minor, this);
    }

    /** This many of the smallest unit. */
    public Money ofMinor(long minor) {
        return new Money(BigInteger.valueOf(minor), this);
    }

    /**
     * An amount as people write it, {@code 12.50}.
     *
     * @throws IllegalArgumentException if the text is no plain decimal or is finer than the smallest unit
     */
    public Money of(String amount) {
        return Money.parse(amount, this);
    }

    /**
     * An exact decimal as an amount.
     *
     * @throws IllegalArgumentException if it is finer than the smallest unit or beyond {@link Money#MOST}
     */
    public Money of(BigDecimal amount) {
        return Money.exactly(amount, this);
    }

    /** Nothing of it. */
    public Money zero() {
        return new Money(BigInteger.ZERO, this);
    }

    @Override
    public String toString() {
        return key;
    }
}
