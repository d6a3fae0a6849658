package dev.tideline.rules.ruleset.evaluation;

import java.time.Duration;

/**
 * How much work one user may cause in the rule engine, and what each playbook may by itself. They stop what the check has
 * missed, and rules that fit everybody by the hundred.
 *
 * <p>What can run long at all: a condition is a comparison of numbers or words, or a look into a list, and no function is
 * called beside those of the allow-list, none of which loops, recurs, waits or matches patterns. Each condition of each
 * rule is asked at most once for a user, so that the work of one user is bounded by the length of the rules. Long is only
 * what is very long: thousands of rules that all fire, or files by the megabyte. Firings are counted and the clock is
 * looked at while rules fire; a rule engine that asks conditions cannot be stopped in the midst of it, and stops right
 * after. A user who passes a limit is evaluated anew playbook by playbook and rule by rule, and there each playbook is
 * stopped at its own limit: what fires is kept for hundreds of persons at a time, so that a playbook whose rules fit everybody
 * by the hundred would take the memory of all.
 *
 * @param firings as soon as so many rules fire for one user, playbooks are asked one by one; then nothing bounds their sum
 * @param time time that one user may take
 */
public record EvaluationLimits(int firings, Duration time) {

    private static final int MOST_OF_PLAYBOOK = 100;

    /** 1,000 firings and 200 milliseconds. */
    public static final EvaluationLimits STANDARD = new EvaluationLimits(1_000, Duration.ofMillis(200));

    public EvaluationLimits {
        if (firings < 1 || time.isNegative() || time.isZero()) {
            throw new IllegalArgumentException("Limits should be positive: " + firings + " firings, " + time);
        }
    }

    /** As soon as so many rules of one playbook fire for a user it is cut for him: 100, or {@code firings} if they are fewer. */
    public int ofPlaybook() {
        return Math.min(firings, MOST_OF_PLAYBOOK);
    }
}
