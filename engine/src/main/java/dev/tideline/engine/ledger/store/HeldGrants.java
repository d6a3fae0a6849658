package dev.tideline.engine.ledger.store;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantKey;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** What is known of held grants besides the ledger, in one transaction. */
public final class HeldGrants {

    /** Names of what risk said, as decisions tell it. */
    public static final String RISK = "risk";

    public static final String RISK_NOTE = "risk_note";

    private final Transaction transaction;

    public HeldGrants(Transaction transaction) {
        this.transaction = transaction;
    }

    /**
     * Notes that risk, not a breaker, has the ledger hold grants.
     *
     * @param said what risk said, by key; keys that the ledger does not hold are left out
     */
    public void heldByRisk(Map<GrantKey, SortedMap<String, String>> said) {
        List<Map.Entry<GrantKey, SortedMap<String, String>>> rows = List.copyOf(said.entrySet());
        transaction
                .sql("""
                        INSERT INTO held_grant (grant_no, grant_key, risk_code, risk_note)
                        SELECT grant_no, grant_key, code, note
                        FROM unnest(:keys::text[], :codes::text[], :notes::text[]) AS said (grant_key, code, note)
                        JOIN ledger_grant USING (grant_key)
                        WHERE state = 'HELD'
                        ON CONFLICT (grant_no) DO NOTHING
                        """)
                .bind("keys", rows.stream().map(one -> one.getKey().text()).toList())
                .bind("codes", values(rows, RISK))
                .bind("notes", values(rows, RISK_NOTE))
                .update();
    }

    private static List<String> values(List<Map.Entry<GrantKey, SortedMap<String, String>>> rows, String name) {
        return rows.stream().map(one -> one.getValue().getOrDefault(name, "")).toList();
    }

    /** Notes that a person refused to release a grant: what its key names is not granted again. */
    public void refused(Grant grant) {
        transaction
                .sql("""
                        INSERT INTO held_grant (grant_no, grant_key, refused_at) VALUES (:number, :key, now())
                        ON CONFLICT (grant_no) DO UPDATE SET refused_at = now()
                        """)
                .bind("number", grant.id().number())
                .bind("key", grant.key().text())
                .update();
    }
}
