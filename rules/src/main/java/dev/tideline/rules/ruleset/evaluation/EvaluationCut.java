package dev.tideline.rules.ruleset.evaluation;

/** The evaluation of one user was given up: a limit was passed, or a rule failed. Nothing it proposed counts. Does not name the user. */
public final class EvaluationCut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EvaluationCut(String reason) {
        super("Evaluation of a user was cut: " + reason);
    }

    EvaluationCut(RuntimeException cause) {
        super("Evaluation of a user was cut: a rule failed", cause);
    }
}
