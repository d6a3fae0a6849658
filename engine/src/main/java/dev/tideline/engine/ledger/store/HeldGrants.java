package dev.tideline.engine.ledger.store;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantKey;
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
        said.forEach((key, values) -> transaction
                .sql("""
                        INSERT INTO held_grant (grant_no, grant_key, risk_code, risk_note)
                        SELECT grant_no, grant_key, :code, :note FROM ledger_grant
                        WHERE grant_key = :key AND state = 'HELD'
                        ON CONFLICT (grant_no) DO NOTHING
                        """)
                .bind("key", key.text())
                .bind("code", values.getOrDefault(RISK, ""))
                .bind("note", values.getOrDefault(RISK_NOTE, ""))
                .update());
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
