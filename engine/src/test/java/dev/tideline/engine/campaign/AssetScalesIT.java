package dev.tideline.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Rate;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AssetScalesIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
    private static final Asset USDT = new Asset("USDT", 6);
    private static final Asset TIDE = new Asset("TIDE", 18);

    @AfterEach
    void empty() {
        DB.truncateLedger();
        DB.truncate("wallet_campaign", "asset_scale");
    }

    @Test
    void whateverIsUnderWayWithOtherDecimalsIsToldAtOnce() {
        DB.database()
                .doInTransaction(transaction -> transaction.execute(
                        "INSERT INTO wallet_campaign (campaign, terms, asset, decimals) VALUES ('hop', '{}', 'HOP', 18),"
                                + " ('hop-again', '{}', 'HOP', 18), ('other', '{}', 'ETH', 18)"));
        Cost cost = Cost.of(TIDE.of("3"), new Rate(TIDE, USDT, BigDecimal.ONE, NOW, "index"));
        new CommittingLedger(DB.database())
                .claim(
                        new Claim(
                                new GrantKey("a|tide|p-1|once"),
                                "tide@1",
                                cost,
                                List.of(new Charge(BudgetId.campaign("a"), Limits.total(USDT.of("10")))),
                                Breakers.off(USDT),
                                false,
                                NOW.plusSeconds(60)),
                        NOW);
        AssetScales scales = new AssetScales(DB.database());
        assertThat(scales.differences(
                        assets("{ USDT: { decimals: 6 }, ETH: { decimals: 18 }, TIDE: { decimals: 18 } }")))
                .isEmpty();
        assertThat(
                        scales.differences(
                                assets(
                                        "{ USDT: { decimals: 8 }, ETH: { decimals: 18 }, TIDE: { decimals: 6 }, HOP: { decimals: 2 } }")))
                .containsExactly(
                        "HOP has 2 decimals in assets.yaml, and 18 with: campaign hop, campaign hop-again",
                        "TIDE has 6 decimals in assets.yaml, and 18 with: 1 reserved grants",
                        "USDT has 8 decimals in assets.yaml, and 6 with: budgets");
    }

    private static Assets assets(String yaml) {
        return Assets.read("assets.yaml", yaml).orThrow();
    }
}
