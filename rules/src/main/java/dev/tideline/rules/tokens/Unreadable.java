package dev.tideline.rules.tokens;

/** Ends the reading of one constraint, statement or rule at a token that cannot stand there. Never leaves a reader. */
public final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Token token;
    private final String expected;

    /** This token cannot stand here; that is expected instead. */
    public Unreadable(Token token, String expected) {
        super(expected, null, false, false);
        this.token = token;
        this.expected = expected;
    }

    /** Adds what is wrong. */
    public void reportTo(Problems problems) {
        problems.add(token, expected);
    }
}
