package dev.tideline.engine.sweep.claim;

import dev.tideline.engine.arbitration.budget.Reply;
import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.store.HeldGrants;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the ledger holds already of what is wished for. A breaker or risk still holds it; or it was released and nobody was told
 * of it yet: then it is granted now, and charged no more; or a person refused its release, which stands. All else is left to
 * the desk.
 */
public final class KnownGrants {

    private KnownGrants() {}

    /** Replies by key; keys that are left to the desk are left out. */
    public static Map<GrantKey, Reply> of(Transaction transaction, Collection<Claim> claims) {
        List<String> keys = claims.stream().map(claim -> claim.key().text()).toList();
        Map<GrantKey, Reply> known = new HashMap<>();
        transaction
                .sql("""
                        SELECT grant_key, refused_at FROM held_grant
                         WHERE grant_key = ANY(:keys::text[]) AND refused_at IS NOT NULL
                        """)
                .bind("keys", keys)
                .list(row -> known.put(
                        new GrantKey(row.text("grant_key")),
                        Reply.no(
                                Reason.RELEASE_REFUSED,
                                Map.of("refused_at", row.instant("refused_at").toString()))));
        transaction
                .sql("""
                        SELECT g.grant_key, g.state, coalesce(h.risk_code, '') AS risk_code,
                            coalesce(h.risk_note, '') AS risk_note
                          FROM ledger_grant g LEFT JOIN held_grant h USING (grant_no)
                         WHERE g.grant_key = ANY(:keys::text[]) AND g.state IN ('HELD', 'RESERVED')
                           AND NOT EXISTS (SELECT FROM incentive_grant i
                                            WHERE i.grant_key = g.grant_key AND i.voided_at IS NULL)
                        """)
                .bind("keys", keys)
                .list(row -> known.put(
                        new GrantKey(row.text("grant_key")),
                        row.text("state").equals(GrantState.HELD.name())
                                ? held(row.text("risk_code"), row.text("risk_note"))
                                : Reply.YES));
        return known;
    }

    private static Reply held(String riskCode, String riskNote) {
        if (riskCode.isEmpty()) {
            return new Reply.Held(Reason.HELD_BY_BREAKER, new TreeMap<>(Map.of("breaker", "NOT_RELEASED")));
        }
        TreeMap<String, String> values = new TreeMap<>(Map.of(HeldGrants.RISK, riskCode));
        if (!riskNote.isEmpty()) {
            values.put(HeldGrants.RISK_NOTE, riskNote);
        }
        return new Reply.Held(Reason.HELD_BY_RISK, values);
    }
}
