package dev.tideline.engine.offer;

import dev.tideline.engine.arbitration.budget.Payer;
import dev.tideline.engine.evaluation.promise.Promise;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.placement.Placement;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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
 * @param heldBy reason why a person has to release it; empty unless it is pending
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
        String heldBy,
        Placement.Reserve reserve,
        boolean released,
        Proposal proposal,
        Instant offeredAt) {

    public Offer {
        Objects.requireNonNull(decision, "decision");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(heldBy, "heldBy");
    }

    /** When it ends if nothing happens: later once it was accepted. */
    public Instant endsAt() {
        return state == OfferState.ACCEPTED ? proposal.claimBefore() : proposal.expiresAt();
    }

    /**
     * What it promises, as the gates are asked about it again.
     *
     * @param releasing whether a person is about to let it go
     */
    Promise promise(boolean releasing) {
        List<Part> parts = new ArrayList<>();
        proposal.incentives().forEach(promised -> parts.add(new Part.Incentive(promised.key())));
        if (parts.isEmpty()) {
            parts.add(new Part.Touch(Objects.requireNonNull(proposal.template()), List.of(Channel.IN_APP)));
        }
        return new Promise(
                decision.toString(),
                personNo,
                userNo,
                proposal.playbook(),
                proposal.rule(),
                parts,
                released || releasing);
    }

    /** Whether its grants are reserved with this turn. */
    public boolean reservesWith(Turn turn) {
        return turn == (reserve == Placement.Reserve.ON_ACCEPT ? Turn.ACCEPT : Turn.RELEASE);
    }

    /**
     * The same once it is claimed: its incentives have to be used in time from then on, the first that ends ends it. A part in a
     * pool waits for the run that divides it.
     */
    Offer claimed(Incentives catalogue, Instant at) {
        return proposal.usedWithin(catalogue)
                .map(within -> with(state, heldBy, released, proposal.claimedBefore(at.plus(within))))
                .orElse(this);
    }

    /** The same in another state. What ends while it is held keeps what held it. */
    Offer in(OfferState other) {
        boolean ended = other == OfferState.VOID || other == OfferState.EXPIRED;
        boolean held = other == OfferState.PENDING || (state == OfferState.PENDING && ended);
        return with(other, held ? heldBy : "", released, proposal);
    }

    /** The same once a person let it go. */
    Offer freed() {
        return with(state, heldBy, true, proposal);
    }

    /** The same, until a person releases it. */
    Offer held(String reason) {
        return with(OfferState.PENDING, reason, released, proposal);
    }

    private Offer with(OfferState other, String holding, boolean freed, Proposal offered) {
        return new Offer(
                decision, personNo, userNo, userId, payer, placement, rank, other, holding, reserve, freed, offered,
                offeredAt);
    }
}
