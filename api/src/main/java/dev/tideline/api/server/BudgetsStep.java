package dev.tideline.api.server;

import dev.tideline.api.settings.TidelineProperties;
import dev.tideline.engine.campaign.AssetScales;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.problem.Problem;
import java.nio.file.Path;
import java.util.List;
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
    private final @Nullable Path file;

    BudgetsStep(EvaluationPolicy policy, RulebookHolder holder, Database database, TidelineProperties properties) {
        this.scales = new AssetScales(database);
        this.policy = policy;
        this.holder = holder;
        this.file = properties.budgets();
    }

    @Override
    public String title() {
        return "Budgets checked against the playbooks, assets against the ledger";
    }

    @Override
    public void run() {
        check(Assets.shipped());
        List<Problem> problems = policy.budgets()
                .strangers(
                        file == null ? "budgets.yaml" : file.toString(),
                        holder.current().states().keySet());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The plan of budgets has errors:\n"
                    + problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        }
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
