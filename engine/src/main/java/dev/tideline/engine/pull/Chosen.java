package dev.tideline.engine.pull;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.offer.Proposal;

/**
 * A candidate that takes a place on the screen.
 *
 * @param result how arbitration ended for it: granted, or held out
 * @param proposal what it offers
 */
record Chosen(CandidateResult result, Proposal proposal) {

    boolean ghost() {
        return result.outcome().ghost();
    }
}
