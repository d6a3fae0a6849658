package dev.tideline.rules.lint.subject;

import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.guardrails.Limits;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.jurisdiction.PacksInForce;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What a playbook is checked against.
 *
 * @param others the playbooks that are or may go live
 * @param catalogue what may be offered
 * @param budgets what incentives may cost
 * @param limits what binds every playbook
 * @param assumptions what the arithmetic of the money checks takes for granted
 * @param law what jurisdictions bar
 * @param lists keys of the imported lists of users
 */
public record Surroundings(
        List<Subject> others,
        Incentives catalogue,
        BudgetPlan budgets,
        Limits limits,
        Assumptions assumptions,
        PacksInForce law,
        Set<String> lists) {

    public Surroundings {
        others = List.copyOf(others);
        Objects.requireNonNull(catalogue, "catalogue");
        Objects.requireNonNull(budgets, "budgets");
        Objects.requireNonNull(limits, "limits");
        Objects.requireNonNull(assumptions, "assumptions");
        Objects.requireNonNull(law, "law");
        lists = Set.copyOf(lists);
    }

    /** These without a playbook, which is the one to be checked: its live version does not count beside its draft. */
    public Surroundings without(String playbook) {
        List<Subject> rest =
                others.stream().filter(other -> !other.key().equals(playbook)).toList();
        return new Surroundings(rest, catalogue, budgets, limits, assumptions, law, lists);
    }
}
