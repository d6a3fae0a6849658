package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.problem.Wording;

/**
 * The evaluation of one user was given up, of one playbook or of all guardrails: a limit was passed, or a rule failed.
 * Nothing that was cut counts. Does not name the user.
 */
public final class EvaluationCut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Wording reason;

    private EvaluationCut(Wording reason) {
        super("Evaluation of a user was cut: " + reason);
        this.reason = reason;
    }

    EvaluationCut(RuntimeException cause) {
        super("Evaluation of a user was cut: a rule failed", cause);
        this.reason = Wording.of("a rule failed");
    }

    static EvaluationCut ofFirings(int limit) {
        return new EvaluationCut(Wording.of("{0} rules fired, the limit", limit));
    }

    static EvaluationCut ofTime(EvaluationLimits limits) {
        return new EvaluationCut(
                Wording.of("it took longer than {0} ms", limits.time().toMillis()));
    }

    /** Why. */
    public Wording wording() {
        return reason;
    }
}
