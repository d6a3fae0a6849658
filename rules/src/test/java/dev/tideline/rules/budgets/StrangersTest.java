package dev.tideline.rules.budgets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.money.Assets;
import dev.tideline.rules.problem.Problem;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class StrangersTest {

    private static final Set<String> PLAYBOOKS = Set.of("dormant-30-funded", "kyc-nudge");

    @Test
    void everyPlaybookThatDoesNotExistIsToldWithItsPlaceAndTheNearestName() {
        BudgetPlan plan =
                BudgetPlanReader.read("budgets.yaml", """
                        asset: USDT
                        campaigns: { default: { total: "1" }, dormant-30-fundet: { total: "1" } }
                        groups: { recall: { playbooks: [kyc-nudge, churned], total: "1" } }
                        breakers: { default: { first: 1 }, kyc-nuge: { first: 1 } }
                        """, Assets.shipped()).orThrow();
        assertThat(plan.strangers("budgets.yaml", PLAYBOOKS))
                .extracting(Problem::message)
                .satisfiesExactly(
                        campaign -> assertThat(campaign).contains("/campaigns/dormant-30-fundet", "dormant-30-funded"),
                        group -> assertThat(group).contains("/groups/recall/playbooks", "'churned'"),
                        breaker -> assertThat(breaker).contains("/breakers/kyc-nuge", "kyc-nudge"));
    }

    @Test
    void thePlanThatComesWithTheProductNamesNobodyUnknown() {
        assertThat(BudgetPlan.shipped().strangers("budgets.yaml", PLAYBOOKS)).isEmpty();
    }
}
