package dev.tideline.rules.lint.finding;

/** Kinds of findings; {@code docs/checks.md} says what to do about each. */
public enum Code {
    /** A rule fires for nobody. */
    NEVER_HOLDS,
    /** A part of a condition says nothing beside the others. */
    PART_SAYS_NOTHING,
    /** One alternative of an "or" can never hold here. */
    BRANCH_NEVER_HOLDS,
    /** One alternative of an "or" is covered by the others. */
    BRANCH_COVERED,
    /** A rule fits everybody. */
    FITS_EVERYBODY,
    /** Two rules have the same condition and do the same. */
    DUPLICATE_RULE,
    /** A rule does what a wider rule does already. */
    SUBSUMED_RULE,
    /** Two rules that do different things fit the same users. */
    RULES_OVERLAP,
    /** No rule covers some values between those that the rules cover. */
    GAP,
    /** A rule makes a sweep look at everybody, or at most users, although little has changed. */
    FULL_SWEEP,
    /** A condition takes too many cases to be analysed. */
    TOO_LARGE,
    /** A declared name that nothing else knows. */
    UNKNOWN_NAME,
    /** A parameter that no rule uses. */
    UNUSED_PARAMETER,
    /** Nothing bounds how much one person may get. */
    NO_CAP,
    /** No budget is declared, so that nothing is granted. */
    NO_BUDGET,
    /** The budget is the default one, which nobody chose for this playbook. */
    DEFAULT_BUDGET,
    /** The whole budget may be spent in one day. */
    NO_BUDGET_PERIOD,
    /** A promise stands longer than any promise should. */
    NO_EXPIRY,
    /** An incentive that a cap, a budget, a missing rate, the law or its own terms never let through. */
    NEVER_GRANTED,
    /** Playbooks that fit the same person offer more than he may have. */
    OVER_PERSON_CAP,
    /** A class that the cap of a person leaves out gives him more than the cap. */
    OVER_CAP_BY_CLASS,
    /** A bonus is the user's own before its condition has been kept. */
    WITHDRAWABLE_EARLY,
    /** A streak, alone or with what may be used beside it, pays more than the fees it asks for. */
    STREAK_OVERPAYS,
    /** A reward costs less to earn than it pays. */
    CHEAP_REWARD,
    /** What one playbook pays makes the user qualify for another, and back. */
    CIRCLE
}
