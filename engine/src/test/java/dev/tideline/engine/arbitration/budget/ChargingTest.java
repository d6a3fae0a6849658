package dev.tideline.engine.arbitration.budget;

import static dev.tideline.engine.arbitration.Given.SCHEMA;
import static dev.tideline.engine.arbitration.Given.number;
import static dev.tideline.engine.arbitration.Given.text;
import static dev.tideline.engine.arbitration.Given.user;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.outcome.Reason;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ChargingTest {

    private static final Assets ASSETS = Assets.shipped();
    private static final Asset USDT = ASSETS.require("USDT");
    private static final Instant NOON = Instant.parse("2026-03-31T12:00:00Z");
    private static final BudgetId CAMPAIGN = new BudgetId(BudgetId.Kind.CAMPAIGN, "dormant-30-funded");

    @Test
    void chargesEveryBudgetThatTheWishBelongsTo() {
        BudgetPlan plan = plan("""
                asset: USDT
                campaigns: { default: { total: "100" } }
                groups: { recall: { playbooks: [dormant-30-funded], total: "90" }, other: { playbooks: [x], total: "1" } }
                periods: { month: { total: "80", perPeriod: "8", period: "calendar(month, UTC)" } }
                person: { total: "70" }
                clusters: { device: { total: "60" }, ip: { total: "50" }, kyc-document: { total: "40" } }
                """);
        User user = user("u", facts -> text(text(facts, "device_cluster", "d7"), "kyc_document_cluster", "k1"));
        Claim claim = claim(plan, Map.of(), user);
        assertThat(claim.charges())
                .extracting(charge -> charge.budget() + " " + charge.opening().total())
                .containsExactly(
                        "CAMPAIGN:dormant-30-funded 100 USDT",
                        "GROUP:recall 90 USDT",
                        "PERIOD:month 80 USDT",
                        "PERSON:p1 70 USDT",
                        "DEVICE:d7 60 USDT",
                        "KYC_DOCUMENT:k1 40 USDT");
    }

    @Test
    void chargesTheWholeFaceValueUntilTheClaimWindowEnds() {
        Claim claim = claim(plan("{ asset: USDT, campaigns: { default: { total: \"100\" } } }"), Map.of(), user("u"));
        assertThat(claim.cost().token()).isEqualTo(USDT.of("10"));
        assertThat(claim.key().text()).isEqualTo("dormant-30-funded|fee-voucher-10|p1|1");
        assertThat(claim.expiresAt()).isEqualTo(NOON.plus(Duration.ofDays(30)));
        assertThat(claim.breakers().counts()).isFalse();
    }

    @Test
    void grantsNothingWithoutABudget() {
        assertThat(charged(plan("asset: USDT"), Map.of(), user("u")))
                .isInstanceOfSatisfying(Charging.Without.class, without -> {
                    assertThat(without.reason()).isEqualTo(Reason.BUDGET_UNKNOWN);
                    assertThat(without.values()).containsEntry("budget", "CAMPAIGN:dormant-30-funded");
                });
    }

    @Test
    void takesABudgetThatSomebodyOpened() {
        Claim claim = claim(plan("asset: USDT"), Map.of(CAMPAIGN, Limits.total(USDT.of("5"))), user("u"));
        assertThat(claim.charges()).extracting(Charge::opening).containsExactly(Limits.total(USDT.of("5")));
    }

    @Test
    void refusesABudgetThatCountsAnotherAsset() {
        Limits points = Limits.total(ASSETS.require("POINT").of("5"));
        assertThat(charged(plan("asset: USDT"), Map.of(CAMPAIGN, points), user("u")))
                .isInstanceOfSatisfying(
                        Charging.Without.class,
                        without -> assertThat(without.reason()).isEqualTo(Reason.BUDGET_OTHER_ASSET));
    }

    @Test
    void fixesTheWorthInTheReferenceCurrencyAtTheStatedRate() {
        BudgetPlan plan = plan("""
                asset: USD
                rates: { USDT: { price: "0.999", at: "2026-03-31T00:00:00Z", source: treasury } }
                campaigns: { default: { total: "100" } }
                """);
        assertThat(claim(plan, Map.of(), user("u")).cost().reference())
                .isEqualTo(ASSETS.require("USD").of("9.99"));
        assertThat(charged(plan("{ asset: USD, campaigns: { default: { total: \"1\" } } }"), Map.of(), user("u")))
                .isInstanceOfSatisfying(
                        Charging.Without.class,
                        without -> assertThat(without.values()).containsEntry("asset", "USDT"));
    }

    @Test
    void countsARunForItsBreakersByPlaybook() {
        BudgetPlan plan = plan("""
                asset: USDT
                campaigns: { default: { total: "100" } }
                breakers: { dormant-30-funded: { perGrant: "9", first: 3 } }
                """);
        Claim claim = claim(plan, Map.of(), user("u", facts -> number(facts, "device_cluster_size", 3)));
        assertThat(claim.breakers().run()).isEqualTo("run 7|dormant-30-funded");
        assertThat(claim.breakers().mostPerGrant()).isEqualTo(USDT.of("9"));
        assertThat(claim.breakers().first()).isEqualTo(3);
    }

    private static Claim claim(BudgetPlan plan, Map<BudgetId, Limits> open, User user) {
        List<Claim> claims = charged(plan, open, user).claims().toList();
        assertThat(claims).hasSize(1);
        return claims.get(0);
    }

    private static Charging.Charged charged(BudgetPlan plan, Map<BudgetId, Limits> open, User user) {
        return new Charging(plan, SCHEMA, open, "run 7")
                .of(new Wish(
                        "p1",
                        user,
                        "dormant-30-funded",
                        "dormant-30-funded/offer-voucher",
                        "dormant-30-funded",
                        "1",
                        Incentives.shipped().named("fee-voucher-10").orElseThrow(),
                        BigDecimal.ONE,
                        false,
                        NOON));
    }

    private static BudgetPlan plan(String text) {
        return BudgetPlanReader.read("budgets.yaml", text, ASSETS).orThrow();
    }
}
