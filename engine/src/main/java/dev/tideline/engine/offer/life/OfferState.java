package dev.tideline.engine.offer.life;

/** Where an offer stands. */
public enum OfferState {

    /** Made, but a person has to release it before it is shown. */
    PENDING,
    /** Made. */
    OPEN,
    /** On the user's screen. */
    SEEN,
    /** The user wants it: its grants are reserved. */
    ACCEPTED,
    /** Its terms are met: its grants are posted. */
    REDEEMED,
    /** The user does not want it. */
    DISMISSED,
    /** Taken back before it was redeemed. */
    VOID,
    /** Nobody did anything in time. */
    EXPIRED,
    /** Taken back after it was redeemed. */
    CLAWED_BACK,
    /** The person is held out: it takes a place on the screen and is never shown. */
    HELD_OUT
}
