package dev.tideline.engine.offer;

/** What came of asking an offer to turn. */
public sealed interface Turned {

    /** It turned. */
    record Done(Offer offer) implements Turned {}

    /** It had turned before; nothing changed. */
    record Already(Offer offer) implements Turned {}

    /**
     * It may not.
     *
     * @param why for a person
     */
    record Refused(Offer offer, String why) implements Turned {}

    /** There is no such offer. */
    record Unknown() implements Turned {}
}
