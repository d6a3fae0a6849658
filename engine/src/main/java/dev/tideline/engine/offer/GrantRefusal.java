package dev.tideline.engine.offer;

import dev.tideline.engine.offer.life.Turn;

/** A grant of an offer cannot move: what was done for the others is undone with the transaction. */
final class GrantRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final transient Offer offer;
    private final String why;
    private final boolean unfit;

    GrantRefusal(Offer offer, String why) {
        this(offer, why, false);
    }

    private GrantRefusal(Offer offer, String why, boolean unfit) {
        super(why, null, false, false);
        this.offer = offer;
        this.why = why;
        this.unfit = unfit;
    }

    /** They could, but not with this amount. */
    static GrantRefusal unfit(Offer offer, String why) {
        return new GrantRefusal(offer, why, true);
    }

    /** What it means for the turn that was asked for: that one is not possible now, whatever the state allows. */
    Turned turned(Turn asked) {
        return unfit
                ? new Turned.Unfit(why)
                : new Turned.Refused(
                        offer,
                        why,
                        Turn.possible(offer.state()).stream()
                                .filter(turn -> turn != asked)
                                .toList());
    }
}
