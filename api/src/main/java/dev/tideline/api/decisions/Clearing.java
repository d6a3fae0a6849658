package dev.tideline.api.decisions;

import dev.tideline.engine.offer.Offer;
import dev.tideline.engine.offer.Proposal;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.engine.risk.Clearance;
import dev.tideline.engine.risk.RiskDesk;
import dev.tideline.rules.incentives.Incentives;
import java.util.List;
import reactor.core.publisher.Mono;

/**
 * Gets what risk says before grants are claimed, outside of any transaction.
 *
 * @param risk who is asked
 * @param catalogue the incentives
 */
record Clearing(RiskDesk risk, Incentives catalogue) {

    /** Whether there is anybody to ask. */
    boolean asks() {
        return risk.asks();
    }

    /** For what a user would be offered. */
    Mono<Clearance> of(String userId, String placement, List<Proposal> proposals) {
        return risk.clear(
                userId,
                placement,
                proposals.stream()
                        .flatMap(proposal -> proposal.wanted(catalogue).stream())
                        .toList());
    }

    /** For an offer that a user accepts; nobody is asked where nothing is reserved with that. */
    Mono<Clearance> of(Offer offer) {
        boolean asked = offer.reservesWith(Turn.ACCEPT)
                && (offer.state() == OfferState.OPEN || offer.state() == OfferState.SEEN);
        return of(offer.userId(), offer.placement(), asked ? List.of(offer.proposal()) : List.of());
    }
}
