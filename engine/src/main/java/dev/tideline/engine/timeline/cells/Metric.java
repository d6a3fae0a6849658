package dev.tideline.engine.timeline.cells;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of a day's events. The id is part of the stored bytes: never reuse one. How two values of a day become one
 * never depends on their order.
 */
public enum Metric {
    /** Minute of the day of its last event; a day with any event has one. */
    LAST_MINUTE(1, Rule.MAX),
    TRADES(2, Rule.SUM),
    SPOT_TRADES(3, Rule.SUM),
    VOLUME(4, Rule.SUM),
    SPOT_VOLUME(5, Rule.SUM),
    FUTURES_VOLUME(6, Rule.SUM),
    FEES(7, Rule.SUM),
    /** First trade of the day by the user himself. */
    FIRST_OWN_TRADE(8, Rule.MIN),
    /** Last trade of the day by the user himself. */
    LAST_OWN_TRADE(9, Rule.MAX),
    FIRST_BONUS_TRADE(10, Rule.MIN),
    FIRST_FUTURES_TRADE(11, Rule.MIN),
    /** Bits of the known products, in the order of their list. */
    PRODUCTS(12, Rule.BITS),
    OTHER_PRODUCTS(13, Rule.SET),
    PNL(14, Rule.SUM),
    LIQUIDATIONS(15, Rule.SUM),
    DEPOSITS(16, Rule.SUM),
    DEPOSITED(17, Rule.SUM),
    FIRST_DEPOSIT(18, Rule.MIN),
    LAST_DEPOSIT(19, Rule.MAX),
    FAILED_DEPOSITS(20, Rule.ALL),
    WITHDRAWN(21, Rule.SUM),
    WITHDRAWALS(22, Rule.ALL),
    LAST_LOGIN(23, Rule.MAX),
    REGISTRATION(24, Rule.MIN),
    COUNTRY(25, Rule.LATEST),
    ACQUISITION_CHANNEL(26, Rule.LATEST),
    REFERRER(27, Rule.LATEST),
    KOL(28, Rule.LATEST),
    KYC_LEVEL(29, Rule.LATEST),
    KYC_STATUS(30, Rule.LATEST),
    KYC_REJECT_REASON(31, Rule.LATEST),
    KYC_PASSED(32, Rule.MIN),
    KYC_ATTEMPT(33, Rule.MAX),
    CONSENT_EMAIL(34, Rule.LATEST),
    CONSENT_SMS(35, Rule.LATEST),
    CONSENT_PUSH(36, Rule.LATEST),
    CONSENT_TELEGRAM(37, Rule.LATEST),
    CONSENT_DISCORD(38, Rule.LATEST),
    CONSENT_WECHAT(39, Rule.LATEST),
    CONSENT_WHATSAPP(40, Rule.LATEST),
    CONSENT_CALL(41, Rule.LATEST),
    CONSENT_CHANGE(42, Rule.MAX),
    TOUCHES(43, Rule.ALL),
    CLICKS(44, Rule.SUM),
    INCENTIVE_COST(45, Rule.SUM),
    LAST_INCENTIVE(46, Rule.MAX),
    VOUCHERS(47, Rule.ALL),
    TICKETS(48, Rule.ALL),
    TICKET_SOLVED(49, Rule.MAX),
    RISK_FLAGS(50, Rule.ALL),
    RISK_SCORE(51, Rule.LATEST);

    /** How the values of one day become one. */
    public enum Rule {
        /** Numbers add up. */
        SUM,
        /** The earliest instant, kept as microseconds since the day began in UTC. */
        MIN,
        /** The latest instant, kept like the earliest. */
        MAX,
        /** Bits are united. */
        BITS,
        /** Records: every one is kept. */
        ALL,
        /** Records: equal ones are kept once. */
        SET,
        /** Records: the latest is kept, of two at the same instant the larger. */
        LATEST;

        /** Whether a day holds one number, not records. */
        public boolean isNumber() {
            return this == SUM || this == MIN || this == MAX || this == BITS;
        }

        /** One number of two. */
        public long join(long a, long b) {
            return switch (this) {
                case SUM -> a + b;
                case MIN -> Math.min(a, b);
                case MAX -> Math.max(a, b);
                case BITS -> a | b;
                case ALL, SET, LATEST -> throw new IllegalStateException(this + " joins no numbers");
            };
        }
    }

    /** No id reaches this. */
    public static final int LIMIT = 128;

    private static final @Nullable Metric[] BY_ID = new Metric[LIMIT];

    static {
        for (Metric metric : values()) {
            BY_ID[metric.id] = metric;
        }
    }

    private final int id;
    private final Rule rule;

    Metric(int id, Rule rule) {
        this.id = id;
        this.rule = rule;
    }

    /** Its number in the stored bytes. */
    public int id() {
        return id;
    }

    /** How the values of one day become one. */
    public Rule rule() {
        return rule;
    }

    /**
     * The metric with this id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Metric of(int id) {
        Metric metric = BY_ID[id];
        if (metric == null) {
            throw new IllegalArgumentException(
                    "The timeline holds metric " + id + ", which this version does not know");
        }
        return metric;
    }
}
