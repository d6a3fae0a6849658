package dev.tideline.engine.offer;

import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.placement.Placement;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * An offer as it stands.
 *
 * @param decision id of its decision, by which callers name it
 * @param personNo number of the person
 * @param userNo number of the account
 * @param userId the exchange's id of the account
 * @param placement key of the placement that asked for it
 * @param rank 1 for the best of those made together
 * @param state where it stands
 * @param reserve when its grants are reserved
 * @param proposal what it offers
 * @param offeredAt when it was made
 */
public record Offer(
        UUID decision,
        long personNo,
        long userNo,
        String userId,
        String placement,
        int rank,
        OfferState state,
        Placement.Reserve reserve,
        Proposal proposal,
        Instant offeredAt) {

    public Offer {
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(state, "state");
    }

    /** When it ends if nothing happens: later once it was accepted. */
    public Instant endsAt() {
        return state == OfferState.ACCEPTED ? proposal.claimBefore() : proposal.expiresAt();
    }

    /** The same in another state. */
    Offer in(OfferState other) {
        return new Offer(decision, personNo, userNo, userId, placement, rank, other, reserve, proposal, offeredAt);
    }
}
