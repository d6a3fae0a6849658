package dev.tideline.engine.arbitration.budget;

import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.BudgetId.Kind;
import dev.tideline.rules.budgets.Cluster;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Whose budgets a grant is charged to, beside those of its playbook.
 *
 * @param personId whom the grant is for
 * @param clusters those that the risk team counts him to, at most one a kind
 */
public record Payer(String personId, List<BudgetId> clusters) {

    public Payer {
        Objects.requireNonNull(personId, "personId");
        clusters = List.copyOf(clusters);
    }

    /** As the facts of one of his accounts say. */
    public static Payer of(String personId, User user, FactSchema users) {
        List<BudgetId> clusters = new ArrayList<>();
        for (Cluster cluster : Cluster.values()) {
            String key = user.text(cluster.field(users).slot());
            if (key != null && !key.isBlank()) {
                clusters.add(new BudgetId(Kind.valueOf(cluster.name()), key));
            }
        }
        return new Payer(personId, clusters);
    }

    /** His cluster of a kind. */
    Optional<BudgetId> cluster(Kind kind) {
        return clusters.stream().filter(id -> id.kind() == kind).findFirst();
    }
}
