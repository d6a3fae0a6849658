package dev.tideline.api.server;

import dev.tideline.api.settings.TidelineProperties;
import dev.tideline.engine.campaign.AssetScales;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Refuses a plan of budgets that names playbooks which do not exist, since its limits would bind nothing, and assets with other
 * decimals than money under way has, since amounts would be others.
 */
@Component
@Order(21)
final class BudgetsStep implements StartStep {

    private final EvaluationPolicy policy;
    private final RulebookHolder holder;
    private final AssetScales scales;
    private final @Nullable Path budgets;
    private final @Nullable Path limits;

    BudgetsStep(EvaluationPolicy policy, RulebookHolder holder, Database database, TidelineProperties properties) {
        this.scales = new AssetScales(database);
        this.policy = policy;
        this.holder = holder;
        this.budgets = properties.budgets();
        this.limits = properties.limits();
    }

    @Override
    public String title() {
        return "Budgets and limits checked against the playbooks, assets against the ledger";
    }

    @Override
    public void run() {
        check(Assets.shipped());
        Set<String> playbooks = holder.current().states().keySet();
        List<Problem> problems = new ArrayList<>(policy.budgets().strangers(name(budgets, "budgets.yaml"), playbooks));
        problems.addAll(policy.limits().strangers(name(limits, "limits.yaml"), playbooks));
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Budgets or limits name playbooks that there are not:\n"
                    + problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        }
    }

    private static String name(@Nullable Path file, String shipped) {
        return file == null ? shipped : file.toString();
    }

    void check(Assets assets) {
        List<String> differences = scales.differences(assets);
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(
                    "Assets differ from what there is. Start with the decimals that they had:\n"
                            + String.join("\n", differences));
        }
    }
}
