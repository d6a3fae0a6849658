package dev.tideline.api.server;

import dev.tideline.api.settings.TidelineProperties;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.rules.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Refuses a plan of budgets that names playbooks which do not exist: its limits would bind nothing. */
@Component
@Order(21)
final class BudgetsStep implements StartStep {

    private final EvaluationPolicy policy;
    private final RulebookHolder holder;
    private final @Nullable Path file;

    BudgetsStep(EvaluationPolicy policy, RulebookHolder holder, TidelineProperties properties) {
        this.policy = policy;
        this.holder = holder;
        this.file = properties.budgets();
    }

    @Override
    public String title() {
        return "Budgets checked against the playbooks";
    }

    @Override
    public void run() {
        List<Problem> problems = policy.budgets()
                .strangers(
                        file == null ? "budgets.yaml" : file.toString(),
                        holder.current().states().keySet());
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("The plan of budgets has errors:\n"
                    + problems.stream().map(Problem::message).collect(Collectors.joining("\n")));
        }
    }
}
