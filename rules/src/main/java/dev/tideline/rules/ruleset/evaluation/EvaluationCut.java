package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.problem.Wording;

/** The evaluation of one user was given up: a limit was passed, or a rule failed. Nothing it proposed counts. Does not name the user. */
public final class EvaluationCut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Wording reason;

    EvaluationCut(Wording reason) {
        super("Evaluation of a user was cut: " + reason);
        this.reason = reason;
    }

    EvaluationCut(RuntimeException cause) {
        super("Evaluation of a user was cut: a rule failed", cause);
        this.reason = Wording.of("a rule failed");
    }

    /** Why. */
    public Wording wording() {
        return reason;
    }
}
