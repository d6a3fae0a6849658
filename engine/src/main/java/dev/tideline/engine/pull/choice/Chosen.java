package dev.tideline.engine.pull.choice;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.offer.Proposal;

/**
 * A candidate that takes a place on the screen.
 *
 * @param result how arbitration ended for it: granted, or held out
 * @param proposal what it offers
 * @param heldBy reason why a person has to release it first; empty if nobody has to
 */
public record Chosen(CandidateResult result, Proposal proposal, String heldBy) {

    /** The same, to be released by a person. */
    public Chosen held(String reason) {
        return new Chosen(result, proposal, reason);
    }

    /** Whether a person has to release it first. */
    public boolean waits() {
        return !heldBy.isEmpty();
    }

    /** Whether the person is held out: nothing is shown in the place. */
    public boolean ghost() {
        return result.outcome().ghost();
    }
}
