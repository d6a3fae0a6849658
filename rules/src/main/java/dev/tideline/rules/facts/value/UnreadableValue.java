package dev.tideline.rules.facts.value;

import dev.tideline.rules.problem.Wording;

/**
 * A value that a field cannot hold. Carries no stack trace: it is an answer about input, turned into a
 * {@link dev.tideline.rules.problem.Problem} by whoever knows the place.
 */
public final class UnreadableValue extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String value;
    private final transient Wording expected;

    UnreadableValue(String value, Wording expected) {
        super("'" + value + "': " + expected, null, false, false);
        this.value = value;
        this.expected = expected;
    }

    /** The text that was found. */
    public String value() {
        return value;
    }

    /** What was expected instead, in English. */
    public String expected() {
        return expected.text();
    }

    /** What was expected instead. */
    public Wording wording() {
        return expected;
    }
}
