package dev.tideline.engine.offer;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.offer.life.OfferState;
import dev.tideline.engine.offer.life.Turn;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keeps offers in step with grants that are taken back by others than themselves: an offer ends with the last of its grants,
 * and of less than that a notice is sent. Thread-safe.
 */
public final class TakeBacks {

    private final Notices notices;

    public TakeBacks(Notices notices) {
        this.notices = notices;
    }

    /** Does work that may take back some of these grants. Their offers are locked before it, as a turn locks them. */
    public <T> T around(Transaction transaction, Collection<GrantKey> keys, Instant at, Supplier<T> work) {
        if (keys.isEmpty()) {
            return work.get();
        }
        OfferRows rows = new OfferRows(transaction);
        Ledger ledger = new PostgresLedger(transaction);
        Map<Offer, List<Grant>> before = new LinkedHashMap<>();
        rows.lockWith(keys.stream().map(GrantKey::text).toList())
                .forEach(offer -> before.put(offer, grants(ledger, offer)));
        T result = work.get();
        before.forEach((offer, grants) -> {
            List<Grant> now = grants(ledger, offer);
            if (!back(now).equals(back(grants))) {
                tell(transaction, offer, now, at);
            }
        });
        return result;
    }

    private static List<Grant> grants(Ledger ledger, Offer offer) {
        return offer.proposal().incentives().stream()
                .flatMap(promised -> ledger.live(new GrantKey(promised.grantKey())).stream())
                .toList();
    }

    private static List<Cost> back(List<Grant> grants) {
        return grants.stream().map(Grant::refunded).toList();
    }

    private void tell(Transaction transaction, Offer offer, List<Grant> grants, Instant at) {
        boolean all = grants.stream().allMatch(grant -> grant.state() == GrantState.CLAWED_BACK);
        if (all && offer.state() == OfferState.REDEEMED) {
            Offer ended = offer.in(OfferState.CLAWED_BACK);
            new OfferRows(transaction).turn(ended, at);
            notices.tell(transaction, Turn.CLAW_BACK.notice(), List.of(ended), at);
        } else {
            notices.tell(transaction, Notices.REFUNDED, List.of(offer), at);
        }
    }
}
