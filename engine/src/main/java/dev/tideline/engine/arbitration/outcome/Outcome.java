package dev.tideline.engine.arbitration.outcome;

/** How a part, and so a candidate, ends. */
public enum Outcome {
    /** It is given. */
    GRANTED,
    /** It would have been given, but the person is in the global holdout. */
    HOLDOUT_GLOBAL,
    /** It would have been given, but the person is in the playbook's control. */
    CONTROL,
    /** It waits for a person's review. */
    PENDING_REVIEW,
    /** It is not given; the reason says why. */
    DROPPED;

    /** Whether it counts in the person's own caps and re-entry: given, or a ghost of what would have been. */
    public boolean counts() {
        return this == GRANTED || this == HOLDOUT_GLOBAL || this == CONTROL;
    }

    /** Whether it is the ghost of a grant. */
    public boolean ghost() {
        return this == HOLDOUT_GLOBAL || this == CONTROL;
    }
}
