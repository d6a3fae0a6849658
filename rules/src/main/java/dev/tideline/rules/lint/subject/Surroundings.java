package dev.tideline.rules.lint.subject;

import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.incentives.Incentives;
import java.util.List;
import java.util.Objects;

/**
 * What a playbook is checked against.
 *
 * @param others the playbooks that are or may go live
 * @param catalogue what may be offered
 * @param budgets what incentives may cost
 * @param limits what binds every playbook
 * @param assumptions what the arithmetic of the money checks takes for granted
 */
public record Surroundings(
        List<Subject> others, Incentives catalogue, BudgetPlan budgets, Limits limits, Assumptions assumptions) {

    public Surroundings {
        others = List.copyOf(others);
        Objects.requireNonNull(catalogue, "catalogue");
        Objects.requireNonNull(budgets, "budgets");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(assumptions, "assumptions");
    }

    /** These without a playbook, which is the one to be checked: its live version does not count beside its draft. */
    public Surroundings without(String playbook) {
        List<Subject> rest =
                others.stream().filter(other -> !other.key().equals(playbook)).toList();
        return new Surroundings(rest, catalogue, budgets, limits, assumptions);
    }
}
