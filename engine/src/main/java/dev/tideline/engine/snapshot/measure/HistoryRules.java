package dev.tideline.engine.snapshot.measure;

import dev.tideline.rules.language.Parameter;
import dev.tideline.rules.segments.Segmentation;

/**
 * Thresholds of fields that read a history.
 *
 * @param churnGapDays days without a trade of his own after which a user's next one is a return
 * @param churnEmptyDays days in a row with an empty account, once funded, after which a quiet user's next trade is one
 * @param quietDays days without a trade after which a user is no longer active: an empty account churns no sooner
 * @param emptyBelow an account below this many millionths of a USDT is empty
 * @param negativeBelow a ticket with a sentiment below this many millionths is negative
 */
public record HistoryRules(int churnGapDays, int churnEmptyDays, int quietDays, long emptyBelow, long negativeBelow) {

    /** Where the stages NEW_TRADER, AT_RISK and ACTIVE of the shipped life cycle end. */
    private static final int QUIET_DAYS = 30;

    private static final long ONE_USDT = 1_000_000;

    /** -0.05, where the VADER sentiment scale (Hutto and Gilbert 2014) starts to call a text negative. */
    private static final long NEGATIVE = -50_000;

    /**
     * The thresholds of the stage CHURNED.
     *
     * @throws IllegalArgumentException if the segments declare no {@code churnDays} or {@code emptyDays}
     */
    public static HistoryRules of(Segmentation segments) {
        return new HistoryRules(
                days(segments, "churnDays"), days(segments, "emptyDays"), QUIET_DAYS, ONE_USDT, NEGATIVE);
    }

    private static int days(Segmentation segments, String name) {
        Parameter parameter = segments.parameters().get(name);
        if (parameter == null) {
            throw new IllegalArgumentException(
                    "Segments declare no parameter '" + name + "'. Declare it in segments/lifecycle.yaml");
        }
        return Math.toIntExact(parameter.value());
    }
}
