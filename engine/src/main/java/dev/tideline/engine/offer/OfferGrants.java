package dev.tideline.engine.offer;

import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.placement.Placement;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves the grants of an offer through the ledger: all of them, or none. */
final class OfferGrants {

    private final Incentives catalogue;

    OfferGrants(Incentives catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Moves them as the turn asks.
     *
     * @throws GrantRefusal if one cannot move; the transaction must be rolled back
     */
    void move(Ledger ledger, Offer offer, Turn turn, Instant at) {
        Turn reserving = offer.reserve() == Placement.Reserve.ON_ACCEPT ? Turn.ACCEPT : Turn.RELEASE;
        if (turn == reserving) {
            reserve(ledger, offer, at);
        }
        turn.step()
                .ifPresent(step -> offer.proposal()
                        .incentives()
                        .forEach(promised -> step(ledger, offer, promised.grantKey(), step, at)));
    }

    private void reserve(Ledger ledger, Offer offer, Instant at) {
        Proposal proposal = offer.proposal();
        Optional<Budget> budget = OfferBudgets.of(ledger, proposal.playbook());
        List<Claim> claims = new ArrayList<>();
        for (Proposal.Promised promised : proposal.incentives()) {
            Optional<Incentive> incentive = catalogue.referred(promised.reference());
            if (budget.isEmpty() || incentive.isEmpty()) {
                throw new GrantRefusal(
                        offer,
                        "Budget " + OfferBudgets.id(proposal.playbook()) + " or incentive " + promised.reference()
                                + " is gone.");
            }
            claims.add(OfferBudgets.claim(budget.get(), incentive.get(), promised.grantKey(), proposal.claimBefore()));
        }
        if (!claims.isEmpty()) {
            ledger.claiming(claims, at, desk -> claimed(offer, desk, claims));
        }
    }

    private static int claimed(Offer offer, ClaimDesk desk, List<Claim> claims) {
        for (Claim claim : claims) {
            ClaimResult result = desk.claim(claim);
            if (result instanceof ClaimResult.Refused refused) {
                throw new GrantRefusal(offer, refused.message());
            }
            if (!(result instanceof ClaimResult.Claimed)) {
                throw new GrantRefusal(offer, "Grant " + claim.key() + " was made elsewhere.");
            }
        }
        return claims.size();
    }

    /**
     * Posts its one grant with the amount that was earned, a decimal as text in the grant's asset; the rest is freed.
     *
     * @throws GrantRefusal if that cannot be; the transaction must be rolled back
     */
    void earn(Ledger ledger, Offer offer, String earned, Instant at) {
        List<Proposal.Promised> incentives = offer.proposal().incentives();
        if (incentives.size() != 1) {
            throw GrantRefusal.unfit(
                    offer,
                    "The offer has " + incentives.size()
                            + " incentives, and an amount is of one. Try without an amount,"
                            + " and POST /v1/grants/{id}:claw-back for what was not earned of each.");
        }
        String key = incentives.get(0).grantKey();
        Grant grant = ledger.live(new GrantKey(key))
                .orElseThrow(() -> new GrantRefusal(offer, "Grant " + key + " has lapsed."));
        Moved moved = ledger.post(grant.id(), amount(offer, grant, earned), at);
        if (moved instanceof Moved.Impossible impossible) {
            throw new GrantRefusal(offer, impossible.why());
        }
        if (moved instanceof Moved.Unfit unfit) {
            throw GrantRefusal.unfit(offer, unfit.why());
        }
    }

    private static Money amount(Offer offer, Grant grant, String text) {
        try {
            return grant.cost().token().asset().of(text);
        } catch (IllegalArgumentException e) {
            throw GrantRefusal.unfit(offer, String.valueOf(e.getMessage()));
        }
    }

    /** What frees a budget has nothing to do where nothing is held any more. */
    private static void step(Ledger ledger, Offer offer, String key, Step step, Instant at) {
        Optional<Grant> grant = ledger.live(new GrantKey(key));
        if (grant.isEmpty() && step != Step.VOID) {
            throw new GrantRefusal(offer, "Grant " + key + " has lapsed.");
        }
        if (grant.isPresent() && ledger.move(grant.get().id(), step, at) instanceof Moved.Impossible impossible) {
            throw new GrantRefusal(offer, impossible.why());
        }
    }
}
