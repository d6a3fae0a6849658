package dev.tideline.api.budgets;

import dev.tideline.engine.campaign.WalletCampaigns;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The assets that limits of a budget may be said in. Thread-safe; blocks. */
final class BudgetAssets {

    private final Assets shipped = Assets.shipped();
    private final WalletCampaigns campaigns;

    BudgetAssets(WalletCampaigns campaigns) {
        this.campaigns = campaigns;
    }

    /** Those of assets.yaml, the one that the budget counts in, and the token of the campaign for wallets that it pays for. */
    Assets of(BudgetId id, @Nullable Limits open) {
        Map<String, Asset> known = new LinkedHashMap<>(shipped.byKey());
        Stream.concat(Stream.ofNullable(open).map(Limits::asset), token(id).stream())
                .forEach(asset -> known.putIfAbsent(asset.key(), asset));
        return new Assets(known);
    }

    private Optional<Asset> token(BudgetId id) {
        return id.kind() == BudgetId.Kind.CAMPAIGN
                ? campaigns
                        .find(id.key())
                        .map(campaign -> campaign.terms().pool().asset())
                : Optional.empty();
    }
}
