package dev.tideline.engine.campaign;

import dev.tideline.engine.campaign.WalletCampaign.State;
import dev.tideline.engine.database.Transaction;
import java.util.Optional;

/** Rows of {@code wallet_campaign}, in one transaction. */
final class CampaignRows {

    private final Transaction transaction;

    CampaignRows(Transaction transaction) {
        this.transaction = transaction;
    }

    Optional<WalletCampaign> find(String key) {
        return transaction
                .sql("""
                        SELECT c.*, (SELECT count(*) FROM wallet w WHERE w.campaign = c.campaign) AS wallets,
                            (SELECT count(*) FROM flagged_wallet f WHERE f.campaign = c.campaign) AS flagged,
                            (SELECT count(*) FROM wallet_share s WHERE s.campaign = c.campaign AND outcome = 'FLAGGED') AS met,
                            (SELECT count(*) FROM wallet_share s WHERE s.campaign = c.campaign AND outcome = 'SHARE') AS shares,
                            (SELECT count(*) FROM wallet_share s WHERE s.campaign = c.campaign AND outcome = 'SHARE'
                                AND (s.position <= c.granted
                                    OR EXISTS (SELECT FROM ledger_grant g WHERE g.grant_key = s.grant_key))) AS posted
                        FROM wallet_campaign c WHERE campaign = :key
                        """)
                .bind("key", key)
                .first(row -> new WalletCampaign(
                        row.text("campaign"),
                        TermsJson.read(row.text("terms")),
                        State.valueOf(row.text("state")),
                        row.text("reason"),
                        row.text("result_hash"),
                        row.number("wallets"),
                        row.number("flagged"),
                        row.number("met"),
                        row.number("shares"),
                        row.number("posted")));
    }

    /** Locks a campaign and returns its state. */
    Optional<State> lock(String key) {
        return transaction
                .sql("SELECT state FROM wallet_campaign WHERE campaign = :key FOR UPDATE")
                .bind("key", key)
                .first(row -> State.valueOf(row.text("state")));
    }

    /**
     * Locks a campaign whose files and terms may change, and drops its result.
     *
     * @throws NotPossible if there is none or it is granting
     */
    void open(String key) {
        State state = lock(key)
                .orElseThrow(() -> new NotPossible("Campaign " + key + " has no terms yet. Try to put them first."));
        if (!state.isOpen()) {
            throw new NotPossible("Campaign " + key + " is " + state + ": nothing of it can change any more.");
        }
        transaction
                .sql("DELETE FROM wallet_share WHERE campaign = :key")
                .bind("key", key)
                .update();
        become(key, State.DRAFT, "");
    }

    void become(String key, State state, String reason) {
        transaction
                .sql("""
                        UPDATE wallet_campaign SET state = :state, reason = :reason, changed_at = now(),
                            result_hash = CASE WHEN :state = 'DRAFT' THEN '' ELSE result_hash END
                        WHERE campaign = :key
                        """)
                .bind("state", state)
                .bind("reason", reason)
                .bind("key", key)
                .update();
    }
}
