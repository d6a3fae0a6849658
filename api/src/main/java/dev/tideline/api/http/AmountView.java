package dev.tideline.api.http;

import dev.tideline.rules.money.Money;

/**
 * An amount on the wire.
 *
 * @param amount exact decimal
 * @param asset its asset
 */
public record AmountView(String amount, String asset) {

    private static final String USDT = "USDT";

    /** An amount of the ledger. */
    public static AmountView of(Money money) {
        return new AmountView(money.amountText(), money.asset().key());
    }

    /** An amount of a field: all of them are in USDT. */
    public static AmountView ofField(String amount) {
        return new AmountView(amount, USDT);
    }
}
