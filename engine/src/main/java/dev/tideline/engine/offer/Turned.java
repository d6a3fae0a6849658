package dev.tideline.engine.offer;

import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
     * Gates, budgets, breakers or risk do not let it be claimed or paid. Nothing is; it stands, or waits for a person's release.
     *
     * @param offer as it stands
     * @param reason code, as of a candidate that is not offered
     * @param values what decided it
     */
    record Declined(Offer offer, String reason, SortedMap<String, String> values) implements Turned {
        public Declined {
            values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
        }

        /** For a person. */
        public String why() {
            String said = values.entrySet().stream()
                    .map(value -> value.getKey() + " " + value.getValue())
                    .collect(Collectors.joining(", "));
            return "It cannot be claimed or paid now: " + reason + (said.isEmpty() ? "" : " (" + said + ")") + ". "
                    + then();
        }

        /** For the user himself, who is told nothing of budgets, law and risk. */
        public String plainly() {
            return "It cannot be claimed now. " + then();
        }

        private String then() {
            return offer.state() == OfferState.PENDING
                    ? "The offer waits for a person's release."
                    : "The offer stands until " + offer.endsAt() + ".";
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
