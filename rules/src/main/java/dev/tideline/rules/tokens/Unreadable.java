package dev.tideline.rules.tokens;

import dev.tideline.rules.problem.Wording;

/** Ends the reading of one constraint, statement or rule at a token that cannot stand there. Never leaves a reader. */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Token token;
    private final transient Wording expected;

    /** This token cannot stand here; that is expected instead. */
    public Unreadable(Token token, Wording expected) {
        super(expected.text(), null, false, false);
        this.token = token;
        this.expected = expected;
    }

    /** Adds what is wrong. */
    public void reportTo(Problems problems) {
        problems.add(token, expected);
    }
}
