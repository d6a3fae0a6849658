package dev.tideline.engine.simulation;

import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.simulation.Simulation.Spend;
import dev.tideline.engine.simulation.SimulationResults.Amount;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What numbers of grants cost. Pure. */
final class Prices {

    private final EvaluationPolicy policy;
    private final Charging charging;

    Prices(EvaluationPolicy policy) {
        this.policy = policy;
        this.charging =
                new Charging(policy.budgets(), policy.model().vocabulary().user(), Map.of(), "");
    }

    /** The reference currency. */
    Asset reference() {
        return policy.budgets().reference();
    }

    /** What one grant costs; empty if nobody says what its asset is worth, so that it is never granted. */
    Optional<Cost> each(String incentive, boolean atMost) {
        return policy.incentives()
                .named(incentive)
                .flatMap(found -> charging.cost(atMost ? found.reserved() : expected(found)));
    }

    /** Of a pool nothing is charged before it is divided. */
    private static Money expected(Incentive incentive) {
        return incentive.expectedCost().min(incentive.reserved());
    }

    /** The sum of these grants, by incentive. */
    Spend spend(Map<String, Long> grants, boolean atMost) {
        Money all = reference().zero();
        Map<String, Money> assets = new TreeMap<>();
        for (Map.Entry<String, Long> entry : grants.entrySet()) {
            Cost cost = each(entry.getKey(), atMost).orElse(null);
            if (cost != null && entry.getValue() > 0) {
                all = all.plus(cost.reference().times(entry.getValue()));
                Money token = cost.token().times(entry.getValue());
                assets.merge(token.asset().key(), token, Money::plus);
            }
        }
        return new Spend(
                Amount.of(all), assets.values().stream().map(Amount::of).toList());
    }

    /** The sum of these grants in an asset that budgets count; nothing of those that cannot be charged to it. */
    Money in(Asset asset, Map<String, Long> grants, boolean atMost) {
        Money sum = asset.zero();
        for (Map.Entry<String, Long> entry : grants.entrySet()) {
            Optional<Cost> cost = each(entry.getKey(), atMost)
                    .filter(one -> one.token().asset().equals(asset)
                            || one.reference().asset().equals(asset));
            if (cost.isPresent()) {
                sum = sum.plus(cost.get().in(asset).times(entry.getValue()));
            }
        }
        return sum;
    }
}
