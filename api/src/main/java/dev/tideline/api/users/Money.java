package dev.tideline.api.users;

/**
 * An amount with its asset.
 *
 * @param amount decimal text
 * @param asset such as USDT
 */
record Money(String amount, String asset) {

    private static final String USDT = "USDT";

    /** An amount of a field: all of them are in USDT. */
    static Money ofField(String amount) {
        return new Money(amount, USDT);
    }
}
