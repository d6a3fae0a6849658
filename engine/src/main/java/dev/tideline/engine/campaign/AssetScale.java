package dev.tideline.engine.campaign;

import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import dev.tideline.rules.money.Asset;
import java.util.function.Supplier;

/** Decimals of an asset, of which the database lets there be one number everywhere. */
final class AssetScale {

    private static final String CHECK_VIOLATION = "23514";

    private final String campaign;
    private final Asset wanted;

    /** What this campaign wants to be in. */
    AssetScale(String campaign, Asset wanted) {
        this.campaign = campaign;
        this.wanted = wanted;
    }

    /** Writes it to the campaign's row. */
    void write(Transaction transaction) {
        transaction
                .sql("UPDATE wallet_campaign SET asset = :asset, decimals = :decimals WHERE campaign = :key")
                .bind("asset", wanted.key())
                .bind("decimals", wanted.decimals())
                .bind("key", campaign)
                .update();
    }

    /** What the database's refusal of it means, as a refusal that names both. */
    static RuntimeException told(DatabaseException refusal, Supplier<String> why) {
        return refusal.state().equals(CHECK_VIOLATION) ? new NotPossible(why.get()) : refusal;
    }

    /** Who has other decimals of it, and what to try. */
    String conflict(Transaction transaction) {
        return transaction
                .sql("""
                        SELECT s.decimals, coalesce(
                            (SELECT 'campaign ' || min(campaign) FROM wallet_campaign w
                                WHERE w.asset = s.asset AND w.decimals = s.decimals AND campaign <> :key),
                            (SELECT 'budget ' || min(kind || ':' || key) FROM budget b WHERE b.asset = s.asset),
                            'what was granted') AS holder
                        FROM asset_scale s WHERE asset = :asset
                        """)
                .bind("key", campaign)
                .bind("asset", wanted.key())
                .one(row ->
                        "Campaign %s has %s with %d decimals, %s has it with %d. Try %d decimals, or another ticker."
                                .formatted(
                                        campaign,
                                        wanted.key(),
                                        wanted.decimals(),
                                        row.text("holder"),
                                        row.integer("decimals"),
                                        row.integer("decimals")));
    }
}
