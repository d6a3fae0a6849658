package dev.tideline.engine.pull.choice;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.offer.Proposal;

/**
 * A candidate that takes a place on the screen.
 *
 * @param result how arbitration ended for it: granted, or held out
 * @param proposal what it offers
 */
public record Chosen(CandidateResult result, Proposal proposal) {

    /** Whether the person is held out: nothing is shown in the place. */
    public boolean ghost() {
        return result.outcome().ghost();
    }
}
