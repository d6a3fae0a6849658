package dev.tideline.engine.offer;

import dev.tideline.engine.offer.life.Turn;
import java.util.List;

/** What came of asking an offer to turn. */
public sealed interface Turned {

    /** It turned. */
    record Done(Offer offer) implements Turned {}

    /** It had turned before; nothing changed. */
    record Already(Offer offer) implements Turned {}

    /**
     * It may not.
     *
     * @param offer as it stands
     * @param why for a person
     * @param possible what may be done instead
     */
    record Refused(Offer offer, String why, List<Turn> possible) implements Turned {
        public Refused {
            possible = List.copyOf(possible);
        }
    }

    /**
     * It may, but not with this amount.
     *
     * @param why for a person, with the limit
     */
    record Unfit(String why) implements Turned {}

    /** There is no such offer. */
    record Unknown() implements Turned {}
}
