package dev.tideline.rules.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BudgetPlanReaderTest {

    private static final Assets ASSETS = Assets.shipped();
    private static final Asset USDT = ASSETS.require("USDT");

    @Test
    void givesEveryPlaybookABudgetInTheShippedPlan() {
        BudgetPlan plan = BudgetPlan.shipped();
        assertThat(plan.campaign("dormant-30-funded").orElseThrow().period().text())
                .isEqualTo("calendar(day, UTC)");
        assertThat(plan.person()).isPresent();
        assertThat(plan.clusters()).containsKeys(Cluster.DEVICE, Cluster.KYC_DOCUMENT);
        assertThat(plan.hold("dormant-30-funded").countsRuns()).isFalse();
    }

    @Test
    void prefersWhatNamesThePlaybook() {
        BudgetPlan plan = read("""
                asset: USDT
                campaigns:
                  default: { total: "100" }
                  vip: { total: "50", perPeriod: "5", period: "calendar(week, Asia/Singapore)" }
                breakers: { vip: { first: 3, perRun: "7" } }
                """);
        assertThat(plan.campaign("other").orElseThrow().perPeriod()).isEqualTo(USDT.of("100"));
        assertThat(plan.campaign("vip").orElseThrow().perPeriod()).isEqualTo(USDT.of("5"));
        assertThat(plan.hold("vip").first()).isEqualTo(3);
        assertThat(plan.hold("vip").countsRuns()).isTrue();
        assertThat(plan.hold("other")).isEqualTo(Hold.nothing(USDT));
    }

    @Test
    void hasNoBudgetForAPlaybookThatNothingNames() {
        assertThat(read("asset: USDT").campaign("vip")).isEmpty();
        assertThat(read("asset: USDT").person()).isEmpty();
    }

    @Test
    void readsGroupsPeriodsAndRates() {
        BudgetPlan plan = read("""
                asset: USDT
                rates: { POINT: { price: "0.01", at: "2026-03-31T00:00:00Z", source: treasury } }
                groups: { recall: { playbooks: [b, a], total: "10" } }
                periods: { month: { total: "20", perPeriod: "2", period: "calendar(month, UTC)" } }
                """);
        assertThat(plan.groups().get("recall").playbooks()).containsExactly("a", "b");
        assertThat(plan.periods()).containsKey("month");
        assertThat(plan.rates().get("POINT").price()).isEqualByComparingTo("0.01");
    }

    @Test
    void showsEveryProblem() {
        List<Problem> problems =
                ((Checked.Invalid<BudgetPlan>) BudgetPlanReader.read("budgets.yaml", """
                        asset: USDT
                        rates: { NOPE: { price: "1", at: "2026-03-31T00:00:00Z", source: x } }
                        campaigns: { default: { total: 100, perPeriod: "1", period: rolling(P1D) } }
                        groups: { recall: { total: "1" } }
                        clusters: { phone: { total: "1" } }
                        """, ASSETS)).problems();
        assertThat(problems).hasSize(5);
    }

    @Test
    void anInstantThatCannotBeReadIsAProblemAmongOthers() {
        List<Problem> problems =
                ((Checked.Invalid<BudgetPlan>) BudgetPlanReader.read("budgets.yaml", """
                        asset: USDT
                        rates: { POINT: { price: "0.01", at: tomorrow, source: x } }
                        campaigns: { default: { total: 100 } }
                        """, ASSETS)).problems();
        assertThat(problems)
                .hasSize(2)
                .anySatisfy(problem -> assertThat(problem.toString())
                        .contains("line=2", "tomorrow", "an instant such as 2026-03-31T00:00:00Z"));
    }

    @Test
    void namesAFieldForEachCluster() {
        assertThat(Cluster.values())
                .allSatisfy(cluster -> assertThat(
                                cluster.field(Vocabulary.shipped().user()).column())
                        .isNotBlank());
    }

    private static BudgetPlan read(String text) {
        return BudgetPlanReader.read("budgets.yaml", text, ASSETS).orThrow();
    }
}
