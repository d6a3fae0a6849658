package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.facts.User;

/** The evaluation of one user was given up: a limit was passed, or a rule failed. Nothing it proposed counts. */
public final class EvaluationCut extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EvaluationCut(User user, String reason) {
        super("Evaluation of user (" + user.id() + ") was cut: " + reason);
    }

    EvaluationCut(User user, RuntimeException cause) {
        super("Evaluation of user (" + user.id() + ") was cut: a rule failed", cause);
    }
}
