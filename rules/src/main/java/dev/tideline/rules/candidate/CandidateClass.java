package dev.tideline.rules.candidate;

/** What a candidate is in the eyes of consent, caps and holdouts (domain: promotional, service, contractual, goodwill). */
public enum CandidateClass {
    /** All guards bind. */
    PROMOTIONAL,
    /** Withdrawals, security, KYC, tickets: no consent, quiet-hours or holdout gate; never carries an offer. */
    SERVICE,
    /** Earned by terms, such as prizes: never held out or capped away. */
    CONTRACTUAL,
    /** Make-good after a fault: outside holdout and value cap. */
    GOODWILL
}
