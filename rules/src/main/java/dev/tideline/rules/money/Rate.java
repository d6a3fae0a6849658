package dev.tideline.rules.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Objects;

/**
 * What one asset is worth in another, as stated by a source at an instant.
 *
 * @param from asset that is priced
 * @param to asset of the price
 * @param price units of {@code to} for one unit of {@code from}, exact, more than 0
 * @param at when it was stated
 * @param source who stated it
 */
public record Rate(Asset from, Asset to, BigDecimal price, Instant at, String source) {

    public Rate {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(source, "source");
        if (price.signum() <= 0) {
            throw new IllegalArgumentException(
                    "Rate of " + from + " in " + to + " is " + price + ". A price is more than 0.");
        }
        if (from.equals(to) && price.compareTo(BigDecimal.ONE) != 0) {
            throw new IllegalArgumentException("Rate of " + from + " in itself is " + price + ", not 1.");
        }
    }

    /** An asset in itself: 1. */
    public static Rate same(Asset asset, Instant at) {
        return new Rate(asset, asset, BigDecimal.ONE, at, "same asset");
    }

    /** The worth as an exact decimal, however fine. */
    public BigDecimal worth(Money money) {
        require(money);
        return money.amount().multiply(price);
    }

    /** The worth, rounded once to the smallest unit of the other asset; costs round up, so that no budget is beguiled. */
    public Money convert(Money money, RoundingMode rounding) {
        return to.of(worth(money).setScale(to.decimals(), rounding));
    }

    private void require(Money money) {
        if (!money.asset().equals(from)) {
            throw new IllegalArgumentException("Rate of " + from + " in " + to + " cannot convert " + money + ".");
        }
    }
}
