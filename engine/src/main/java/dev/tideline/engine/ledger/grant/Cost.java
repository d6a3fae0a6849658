package dev.tideline.engine.ledger.grant;

import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.money.Rate;
import java.math.RoundingMode;

/**
 * What a grant costs, fixed when it is claimed.
 *
 * @param token the amount in the asset that is paid
 * @param reference its worth in the reference currency at that time
 */
public record Cost(Money token, Money reference) {

    public Cost {
        if (token.isNegative() || reference.isNegative()) {
            throw new IllegalArgumentException("A grant of " + token + ", worth " + reference + ", costs less than 0.");
        }
        if (token.asset().equals(reference.asset()) && !token.equals(reference)) {
            throw new IllegalArgumentException("A grant of " + token + " cannot be worth " + reference + ".");
        }
    }

    /** The cost of an amount whose asset is the reference currency. */
    public static Cost of(Money amount) {
        return new Cost(amount, amount);
    }

    /** The cost at a stated rate, rounded up. */
    public static Cost of(Money token, Rate rate) {
        return new Cost(token, rate.convert(token, RoundingMode.CEILING));
    }

    /**
     * What a budget that counts in this asset is charged.
     *
     * @throws IllegalArgumentException if it is neither of both assets
     */
    public Money in(Asset asset) {
        if (token.asset().equals(asset)) {
            return token;
        }
        if (reference.asset().equals(asset)) {
            return reference;
        }
        throw new IllegalArgumentException("A grant of " + token + ", worth " + reference
                + ", cannot be charged to a budget in " + asset + ". Try a budget in one of both.");
    }

    /** The part that belongs to this much of the token; the worth is cut, so that parts never exceed the whole. */
    public Cost part(Money amount) {
        Money worth = token.isZero()
                ? reference.asset().zero()
                : token.asset().equals(reference.asset())
                        ? amount
                        : reference.times(amount.minor(), token.minor(), RoundingMode.DOWN);
        return new Cost(amount, worth);
    }

    /** The difference. */
    public Cost minus(Cost other) {
        return new Cost(token.minus(other.token), reference.minus(other.reference));
    }
}
