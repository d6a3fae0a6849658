package dev.tideline.engine.offer;

import dev.tideline.engine.offer.life.Turn;

/** A grant of an offer cannot move: what was done for the others is undone with the transaction. */
final class GrantRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Offer offer;
    private final String why;

    GrantRefusal(Offer offer, String why) {
        super(why, null, false, false);
        this.offer = offer;
        this.why = why;
    }

    Turned.Refused refused() {
        return new Turned.Refused(offer, why, Turn.possible(offer.state()));
    }
}
