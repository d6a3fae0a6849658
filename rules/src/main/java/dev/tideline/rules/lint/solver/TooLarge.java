package dev.tideline.rules.lint.solver;

/** Unwinds an analysis that would take more boxes than the declared size: nothing is said of such a condition. */
public final class TooLarge extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooLarge() {
        super("More than " + Region.MOST_BOXES + " boxes", null, false, false);
    }
}
