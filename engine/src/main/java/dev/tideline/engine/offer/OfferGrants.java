package dev.tideline.engine.offer;

import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.budgets.PublishedMost;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.offer.life.Turn;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Moves the grants of an offer through the ledger: all of them, or none. */
final class OfferGrants {

    private final EvaluationPolicy policy;

    OfferGrants(EvaluationPolicy policy) {
        this.policy = policy;
    }

    /** The offer as it is once it is claimed. */
    Offer claimed(Offer offer, Instant at) {
        return offer.claimed(policy.incentives(), at);
    }

    /**
     * Moves them as the turn asks. Refused or held, nothing was moved.
     *
     * @throws GrantRefusal if one cannot move; the transaction must be rolled back
     */
    Reply move(Transaction transaction, Offer offer, Asked asked) {
        Ledger ledger = new PostgresLedger(transaction);
        if (offer.reservesWith(asked.turn())) {
            return reserve(ledger, offer, asked, PublishedMost.of(transaction));
        }
        if (asked.turn() == Turn.ACCEPT) {
            claim(ledger, offer, asked.at());
        } else if (asked.earned().isEmpty()) {
            asked.turn()
                    .step()
                    .ifPresent(step -> stepping(offer, asked.turn())
                            .forEach(promised -> step(ledger, offer, promised, step, asked.at())));
        } else {
            earn(ledger, offer, asked);
        }
        return Reply.YES;
    }

    /** What is reserved already stands as long as it may be used. */
    private void claim(Ledger ledger, Offer offer, Instant at) {
        for (Proposal.Promised promised : offer.proposal().incentives()) {
            if (!isPool(promised)) {
                Moved moved = ledger.live(new GrantKey(promised.grantKey()))
                        .map(grant ->
                                ledger.lapsing(grant.id(), offer.proposal().claimBefore(), at))
                        .orElseGet(Moved.Unknown::new);
                if (!(moved instanceof Moved.Done)) {
                    throw new GrantRefusal(offer, "Grant " + promised.grantKey() + " has lapsed.");
                }
            }
        }
    }

    /** A part in a pool is posted by the run that divides it, and stands until then though its offer is no longer shown. */
    private List<Proposal.Promised> stepping(Offer offer, Turn turn) {
        List<Proposal.Promised> promised = offer.proposal().incentives();
        List<Proposal.Promised> own =
                promised.stream().filter(one -> !isPool(one)).toList();
        if (turn == Turn.EXPIRE) {
            return own;
        }
        if (turn != Turn.REDEEM) {
            return promised;
        }
        if (own.isEmpty() && !promised.isEmpty()) {
            throw new GrantRefusal(
                    offer, "The offer is a part in a pool. A run divides it, posts the share and redeems the offer.");
        }
        return own;
    }

    private boolean isPool(Proposal.Promised promised) {
        return policy.incentives()
                .referred(promised.reference())
                .filter(incentive -> incentive.terms().isPool())
                .isPresent();
    }

    /** A person who releases an offer has looked at what held it. */
    private Reply reserve(Ledger ledger, Offer offer, Asked asked, PublishedMost published) {
        boolean released = offer.released() || asked.turn() == Turn.RELEASE;
        Reply risk = asked.turn() == Turn.RELEASE ? Reply.YES : offer.proposal().under(asked.clearance());
        if (risk instanceof Reply.Refused || (risk instanceof Reply.Held && !released)) {
            return risk;
        }
        gone(offer).ifPresent(reference -> {
            throw new GrantRefusal(offer, "Incentive " + reference + " is gone from the catalogue.");
        });
        Charging charging = Charging.ofCalls(
                published.within(policy.budgets()),
                policy.model().vocabulary().user(),
                published.versions(),
                asked.at());
        Till till = new Till(ledger, released ? charging.released() : charging, policy.incentives(), asked.at());
        Till.Due due = new Till.Due(offer.proposal(), offer.payer());
        return till.claiming(List.of(due), taking -> taking.take(due));
    }

    private Optional<String> gone(Offer offer) {
        return offer.proposal().incentives().stream()
                .map(Proposal.Promised::reference)
                .filter(reference -> policy.incentives().referred(reference).isEmpty())
                .findFirst();
    }

    /**
     * Posts its grants, each with the amount that was earned of it; the rest is freed.
     *
     * @throws GrantRefusal if that cannot be; the transaction must be rolled back
     */
    void earn(Ledger ledger, Offer offer, Asked asked) {
        Map<String, String> earned = named(offer, asked.earned());
        for (Proposal.Promised promised : offer.proposal().incentives()) {
            if (isPool(promised)) {
                throw new GrantRefusal(offer, "The offer is a part in a pool: a run says what its share is.");
            }
            String amount = earned.get(promised.reference());
            if (amount == null) {
                step(ledger, offer, promised, Step.POST, asked.at());
            } else {
                earn(ledger, offer, promised, amount, asked.at());
            }
        }
    }

    private static Map<String, String> named(Offer offer, Map<String, String> earned) {
        List<String> incentives = offer.proposal().incentives().stream()
                .map(Proposal.Promised::reference)
                .toList();
        if (incentives.size() == 1 && earned.keySet().equals(Set.of(Asked.ONLY))) {
            return Map.of(incentives.get(0), String.valueOf(earned.get(Asked.ONLY)));
        }
        if (!incentives.containsAll(earned.keySet())) {
            throw GrantRefusal.unfit(
                    offer,
                    "The offer has " + incentives.size() + " incentives, " + incentives
                            + ". Try `amounts`, with these names.");
        }
        return earned;
    }

    private void earn(Ledger ledger, Offer offer, Proposal.Promised promised, String earned, Instant at) {
        String key = promised.grantKey();
        Grant grant = ledger.live(new GrantKey(key))
                .orElseThrow(() -> new GrantRefusal(offer, "Grant " + key + " has lapsed."));
        Asset asset = grant.cost().token().asset();
        Moved moved = ledger.post(grant.id(), amount(offer, promised.reference(), asset, earned), at);
        if (moved instanceof Moved.Impossible impossible) {
            throw new GrantRefusal(offer, impossible.why());
        }
        if (moved instanceof Moved.Unfit unfit) {
            throw GrantRefusal.unfit(offer, unfit.why());
        }
    }

    private Money amount(Offer offer, String reference, Asset asset, String text) {
        try {
            return policy.incentives().earned(reference, asset, text);
        } catch (IllegalArgumentException e) {
            throw GrantRefusal.unfit(offer, String.valueOf(e.getMessage()));
        }
    }

    /** What frees a budget has nothing to do where nothing is held any more. */
    private void step(Ledger ledger, Offer offer, Proposal.Promised promised, Step step, Instant at) {
        String key = promised.grantKey();
        Optional<Grant> grant = ledger.live(new GrantKey(key));
        if (step == Step.VOID
                && isPool(promised)
                && grant.filter(one -> one.state().posted()).isPresent()) {
            return; // its share stays with the user when the rest of the offer ends
        }
        if (grant.isEmpty() && step != Step.VOID) {
            throw new GrantRefusal(offer, "Grant " + key + " has lapsed.");
        }
        if (grant.isPresent() && ledger.move(grant.get().id(), step, at) instanceof Moved.Impossible impossible) {
            throw new GrantRefusal(offer, impossible.why());
        }
    }
}
