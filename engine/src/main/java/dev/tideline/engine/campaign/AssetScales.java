package dev.tideline.engine.campaign;

import dev.tideline.engine.database.Database;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import java.util.List;

/**
 * Whether declared assets have the decimals that money which is under way has them with. If not, 1 of an asset would be
 * another amount from now on. Blocks on the database; thread-safe.
 */
public final class AssetScales {

    private final Database database;

    public AssetScales(Database database) {
        this.database = database;
    }

    /** Every asset that somebody has with other decimals, and who that is, by asset. Of grants those that are not ended. */
    public List<String> differences(Assets declared) {
        List<Asset> assets = List.copyOf(declared.byKey().values());
        return database.inTransaction(transaction -> transaction
                .sql("""
                        WITH held AS (
                            SELECT asset, decimals, 'campaign ' || campaign AS holder FROM wallet_campaign
                            UNION ALL
                            SELECT asset, decimals, 'budgets' FROM asset_scale WHERE budgeted
                            UNION ALL
                            SELECT asset, decimals, count(*) || ' reserved grants' FROM ledger_grant
                            WHERE state IN ('HELD', 'RESERVED') GROUP BY asset, decimals
                            UNION ALL
                            SELECT asset, decimals, count(*) || ' posted grants' FROM ledger_grant
                            WHERE state IN ('LOCKED', 'PAYABLE') GROUP BY asset, decimals)
                        SELECT d.asset, d.decimals AS declared, h.decimals, string_agg(h.holder, ', ' ORDER BY h.holder) AS holders
                        FROM unnest(:assets, :decimals) AS d (asset, decimals) JOIN held h USING (asset)
                        WHERE h.decimals <> d.decimals
                        GROUP BY d.asset, d.decimals, h.decimals ORDER BY d.asset, h.decimals
                        """)
                .bind("assets", assets.stream().map(Asset::key).toList())
                .bind(
                        "decimals",
                        assets.stream().map(asset -> (long) asset.decimals()).toList())
                .list(row -> "%s has %d decimals in assets.yaml, and %d with: %s"
                        .formatted(
                                row.text("asset"),
                                row.number("declared"),
                                row.integer("decimals"),
                                row.text("holders"))));
    }
}
