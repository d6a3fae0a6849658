package dev.tideline.engine.offer.life;

/** What a turn does to an offer, by its state alone. */
public sealed interface Turning {

    /** It goes to another state. */
    record Goes(OfferState to) implements Turning {}

    /** It has been there already, or beyond: asking again is harmless. */
    record Stays() implements Turning {}

    /** It may not. */
    record Forbidden(String why) implements Turning {}
}
