package dev.tideline.engine.sweep.claim;

import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.GrantState;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the ledger holds already of what is wished for. A breaker still holds it; or it was released and nobody was told of
 * it yet: then it is granted now, and charged no more. All else is left to the desk.
 */
public final class KnownGrants {

    private KnownGrants() {}

    /** Replies by key; keys that are left to the desk are left out. */
    public static Map<GrantKey, Reply> of(Transaction transaction, Collection<Claim> claims) {
        Map<GrantKey, Reply> known = new HashMap<>();
        transaction
                .sql("""
                        SELECT g.grant_key, g.state FROM ledger_grant g
                         WHERE g.grant_key = ANY(:keys::text[]) AND g.state IN ('HELD', 'RESERVED')
                           AND NOT EXISTS (SELECT FROM incentive_grant i
                                            WHERE i.grant_key = g.grant_key AND i.voided_at IS NULL)
                        """)
                .bind("keys", claims.stream().map(claim -> claim.key().text()).toList())
                .list(row ->
                        known.put(new GrantKey(row.text("grant_key")), reply(GrantState.valueOf(row.text("state")))));
        return known;
    }

    private static Reply reply(GrantState state) {
        return state == GrantState.HELD
                ? new Reply.Held(Reason.HELD_BY_BREAKER, new TreeMap<>(Map.of("breaker", "NOT_RELEASED")))
                : Reply.YES;
    }
}
