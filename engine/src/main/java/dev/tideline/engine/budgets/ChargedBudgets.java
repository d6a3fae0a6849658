package dev.tideline.engine.budgets;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.Cluster;
import dev.tideline.rules.problem.Nearest;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Whether anything is ever charged to a budget. Which persons and clusters there are, feeds say; of those only the kind is
 * looked at. Blocks on the database; thread-safe.
 */
public final class ChargedBudgets {

    private final Database database;
    private final BudgetPlan plan;

    public ChargedBudgets(Database database, BudgetPlan plan) {
        this.database = database;
        this.plan = plan;
    }

    /** Why nothing is charged to it, with a hint; empty if something may be. */
    public Optional<String> obstacle(BudgetId id) {
        return switch (id.kind()) {
            case CAMPAIGN -> among(id, campaigns(), "no playbook or wallet campaign has this key");
            case GROUP -> among(id, plan.groups().keySet(), "the plan of budgets has no such group");
            case PERIOD -> among(id, plan.periods().keySet(), "the plan of budgets has no such period");
            case PERSON ->
                plan.person().isPresent()
                        ? Optional.empty()
                        : Optional.of(nothing(id) + "the plan of budgets has none for persons.");
            case DEVICE, IP, PAYOUT_ADDRESS, KYC_DOCUMENT, REFERRAL_TREE ->
                plan.clusters().containsKey(Cluster.valueOf(id.kind().name()))
                        ? Optional.empty()
                        : Optional.of(nothing(id) + "the plan of budgets has none for such clusters.");
        };
    }

    private static Optional<String> among(BudgetId id, Collection<String> known, String why) {
        return known.contains(id.key())
                ? Optional.empty()
                : Optional.of(nothing(id) + why + "; " + Nearest.hint(id.key(), known) + ".");
    }

    private static String nothing(BudgetId id) {
        return "Nothing is ever charged to " + id + ": ";
    }

    private Set<String> campaigns() {
        return new HashSet<>(database.inTransaction(transaction -> transaction
                .sql("SELECT playbook AS key FROM playbook UNION SELECT campaign FROM wallet_campaign")
                .list(row -> row.text("key"))));
    }
}
