package dev.tideline.engine.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.campaign.WalletCampaign.State;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.pool.Airdrop;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.rules.budgets.Allotment;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.reentry.Window;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A campaign for wallets goes as far as its budget and the periods that everything is charged to. */
class WalletBudgetsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Asset TIDE = new Asset("TIDE", 18);
    private static final Asset USDT = new Asset("USDT", 6);
    /** Worth 3,000 USDT. */
    private static final WalletTerms TERMS = new WalletTerms(
            TIDE.of("80000"),
            USDT,
            new BigDecimal("0.0375"),
            Airdrop.Basis.TIER,
            List.of(new WalletTerms.Tier(BigDecimal.ZERO, BigDecimal.ONE)),
            List.of());

    private final WalletCampaigns campaigns = new WalletCampaigns(DB.database());
    private final WalletFiles files = new WalletFiles(DB.database(), IngestLimits.STANDARD);
    private final Ledger ledger = new CommittingLedger(DB.database());

    @AfterEach
    void addsUp() {
        assertThat(Difference.in(DB.database())).isEmpty();
    }

    @Test
    void aBudgetWithLessRoomThanThePoolStopsTheCampaignUntilThereIsRoom() throws IOException {
        BudgetId budget = BudgetId.campaign("narrow");
        ledger.open(budget, Limits.total(TIDE.of("40000")), Instant.now());
        prepare("narrow");
        WalletGrants grants = new WalletGrants(DB.database(), BudgetPlan.shipped());
        assertStops("narrow", grants, budget, TIDE.of("40000"));
        assertGoesOn("narrow", grants, budget, TIDE.of("80000"));
        assertThat(spent(budget)).isEqualTo(TIDE.of("80000"));
    }

    @Test
    void aPeriodIsChargedWithWhatTheTokensAreWorthAndStopsTheCampaign() throws IOException {
        BudgetId spring = new BudgetId(BudgetId.Kind.PERIOD, "spring");
        prepare("seasonal");
        WalletGrants grants = new WalletGrants(DB.database(), with("spring", USDT.of("1000")));
        assertStops("seasonal", grants, spring, USDT.of("1000"));
        assertGoesOn("seasonal", grants, spring, USDT.of("4000"));
        assertThat(spent(spring)).isEqualTo(USDT.of("3000"));
        assertThat(spent(BudgetId.campaign("seasonal"))).isEqualTo(TIDE.of("80000"));
    }

    @Test
    void aPeriodThatCountsInSomethingElseStopsItWithAWord() throws IOException {
        prepare("foreign");
        campaigns.grant("foreign", campaign("foreign").resultHash(), "fin");
        WalletGrants grants = new WalletGrants(DB.database(), with("euros", new Asset("EUR", 2).of("1000")));
        grants.step();
        assertThat(campaign("foreign").state()).isEqualTo(State.STOPPED);
        assertThat(campaign("foreign").reason()).contains("EUR", "TIDE", "USDT");
    }

    /** Of 100 tokens the first wallet is to have 90, for which there is no room, and the others have theirs. */
    @Test
    void whoIsGrantedBehindARefusedOneIsCounted() throws IOException {
        BudgetId budget = BudgetId.campaign("uneven");
        ledger.open(budget, Limits.total(TIDE.of("50")), Instant.now());
        WalletTerms byVolume = new WalletTerms(
                TIDE.of("100"), USDT, new BigDecimal("0.0375"), Airdrop.Basis.VOLUME, TERMS.tiers(), List.of());
        prepare("uneven", byVolume, "a,90,2023-01-01\nb,5,2023-01-01\nc,5,2023-01-01\n");
        WalletGrants grants = new WalletGrants(DB.database(), BudgetPlan.shipped());
        assertStops("uneven", grants, budget, TIDE.of("50"));
        assertThat(spent(budget)).isEqualTo(TIDE.of("10"));
        assertThat(campaign("uneven").granted()).isEqualTo(2);
    }

    private void assertStops(String key, WalletGrants grants, BudgetId budget, Money room) {
        campaigns.grant(key, campaign(key).resultHash(), "fin");
        grants.step();
        assertThat(campaign(key).state()).isEqualTo(State.STOPPED);
        assertThat(campaign(key).reason()).contains(budget.toString(), "left");
        assertThat(spent(budget).exceeds(room)).isFalse();
    }

    private void assertGoesOn(String key, WalletGrants grants, BudgetId budget, Money more) {
        Budget open = ledger.budget(budget).orElseThrow();
        ledger.limit(budget, Limits.total(more), open.revision(), Instant.now());
        campaigns.grant(key, campaign(key).resultHash(), "fin");
        while (grants.step() > 0) {
            assertThat(campaign(key).state()).isNotEqualTo(State.STOPPED);
        }
        assertThat(campaign(key).state()).isEqualTo(State.GRANTED);
    }

    private Money spent(BudgetId budget) {
        return ledger.budget(budget).orElseThrow().spent();
    }

    private WalletCampaign campaign(String key) {
        return campaigns.find(key).orElseThrow();
    }

    /** Of 20 wallets, each with the same share. */
    private void prepare(String key) throws IOException {
        StringBuilder wallets = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            wallets.append(key).append("-wallet-").append(i).append(",1,2023-01-01\n");
        }
        prepare(key, TERMS, wallets.toString());
    }

    private void prepare(String key, WalletTerms terms, String wallets) throws IOException {
        campaigns.put(key, terms);
        files.takeWallets(key, file("address,volume,first_use\n" + wallets), Instant.now());
        files.takeFlagged(key, file("address\n"), Instant.now());
        campaigns.compute(key);
    }

    private static ByteArrayInputStream file(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static BudgetPlan with(String period, Money most) {
        BudgetPlan shipped = BudgetPlan.shipped();
        Window.Calendar month = new Window.Calendar(Window.Calendar.Unit.MONTH, ZoneOffset.UTC);
        return new BudgetPlan(
                shipped.reference(),
                shipped.rates(),
                shipped.campaigns(),
                shipped.groups(),
                new TreeMap<>(Map.of(period, new Allotment(most, most, month))),
                shipped.persons(),
                shipped.clusters(),
                shipped.holds());
    }
}
