package dev.tideline.engine.offer;

import dev.tideline.engine.arbitration.budget.Payer;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
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
 * @param payer whose budgets its grants are charged to, as it was decided
 * @param placement key of the placement that asked for it
 * @param rank 1 for the best of those made together
 * @param state where it stands
 * @param reserve when its grants are reserved
 * @param released whether a person has let it go: neither breakers nor risk hold it any more
 * @param proposal what it offers
 * @param offeredAt when it was made
 */
public record Offer(
        UUID decision,
        long personNo,
        long userNo,
        String userId,
        Payer payer,
        String placement,
        int rank,
        OfferState state,
        Placement.Reserve reserve,
        boolean released,
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

    /** Whether its grants are reserved with this turn. */
    public boolean reservesWith(Turn turn) {
        return turn == (reserve == Placement.Reserve.ON_ACCEPT ? Turn.ACCEPT : Turn.RELEASE);
    }

    /** The same in another state. */
    Offer in(OfferState other) {
        return with(other, released);
    }

    /** The same once a person let it go. */
    Offer freed() {
        return with(state, true);
    }

    private Offer with(OfferState other, boolean freed) {
        return new Offer(
                decision, personNo, userNo, userId, payer, placement, rank, other, reserve, freed, proposal, offeredAt);
    }
}
