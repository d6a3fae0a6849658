package dev.tideline.engine.ledger.grant;

/** How far a grant has come. */
public enum GrantState {

    /** A breaker holds it; nothing is charged. */
    HELD,
    /** Charged, not yet claimed by the user. */
    RESERVED,
    /** Posted, not yet the user's own. */
    LOCKED,
    /** Posted; the wallet has not acknowledged it yet. */
    PAYABLE,
    /** The wallet has acknowledged its key. */
    PAID,
    /** Taken back after it was posted. Its key stays taken. */
    CLAWED_BACK,
    /** Taken back before it was posted. */
    VOID,
    /** Lapsed before it was posted. */
    EXPIRED;

    /** Whether its key is taken. */
    public boolean live() {
        return this != VOID && this != EXPIRED;
    }

    /** Whether budgets are charged with it. */
    public boolean charged() {
        return this == RESERVED || posted();
    }

    /** Whether it was posted and not taken back. */
    public boolean posted() {
        return this == LOCKED || this == PAYABLE || this == PAID;
    }
}
