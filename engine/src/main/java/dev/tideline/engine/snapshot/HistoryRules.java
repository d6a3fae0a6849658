package dev.tideline.engine.snapshot;

/**
 * Thresholds of fields that read a history.
 *
 * @param churnGapDays days without a trade of his own after which a user's next one is a return
 * @param churnEmptyDays days in a row with an empty account, once funded, after which the next trade is a return
 * @param emptyBelow an account below this many millionths of a USDT is empty
 * @param negativeBelow a ticket with a sentiment below this many millionths is negative
 */
public record HistoryRules(int churnGapDays, int churnEmptyDays, long emptyBelow, long negativeBelow) {

    /**
     * 90 days, 45 days, 1 USDT (domain page 1.1), and -0.05, where the VADER sentiment scale
     * (Hutto and Gilbert 2014) starts to call a text negative.
     */
    public static final HistoryRules SHIPPED = new HistoryRules(90, 45, 1_000_000, -50_000);
}
