package dev.tideline.rules.ruleset.evaluation;

import java.time.Duration;

/**
 * How much work one user may cause. No rule that was checked comes near them; they stop what the check has missed.
 *
 * @param firings rules that may fire for one user
 * @param time time that one user may take
 */
public record EvaluationLimits(int firings, Duration time) {

    /** 1,000 firings and 200 milliseconds. */
    public static final EvaluationLimits STANDARD = new EvaluationLimits(1_000, Duration.ofMillis(200));

    public EvaluationLimits {
        if (firings < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("Limits should be positive: " + firings + " firings, " + time);
        }
    }
}
