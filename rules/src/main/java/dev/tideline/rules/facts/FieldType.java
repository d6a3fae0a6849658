package dev.tideline.rules.facts;

/** How a field is stored and what it may be compared with. */
public enum FieldType {
    /** A whole number. */
    WHOLE(0),
    /** An amount of USDT, kept in millionths. */
    AMOUNT(6),
    /** A plain decimal, kept in millionths. */
    RATIO(6),
    /** A point in time, kept in microseconds since 1970-01-01T00:00Z. */
    INSTANT(0),
    /** True (1) or false (0). */
    FLAG(0),
    /** One word or short text. */
    TEXT(-1),
    /** A set of words. */
    TEXTS(-1);

    /** Largest kept number that rules compare with, either way: room for its neighbours in 64 bits. */
    public static final long LARGEST = 1_000_000_000_000_000_000L;

    private final int scale;

    FieldType(int scale) {
        this.scale = scale;
    }

    /** Whether values are kept as a {@code long}. */
    public boolean isNumber() {
        return scale >= 0;
    }

    /** Whether values are numbers in the everyday sense, so that a range can be said of them. */
    public boolean isDecimal() {
        return this == WHOLE || this == AMOUNT || this == RATIO;
    }

    /** Decimal places of the kept {@code long}: 6 for amounts and ratios, else 0. */
    public int scale() {
        return Math.max(scale, 0);
    }
}
