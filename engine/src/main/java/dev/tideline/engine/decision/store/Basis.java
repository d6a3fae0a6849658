package dev.tideline.engine.decision.store;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.RunContext;
import java.util.Optional;

/** Room for the decisions of an instant, and the row that names what bound them. */
final class Basis {

    private Basis() {}

    /** Makes the month's partition if it is missing, and finds or adds the number of rulebook and policy. */
    static int number(Transaction transaction, RunContext context) {
        return find(transaction, context).orElseGet(() -> {
            transaction
                    .sql("""
                            INSERT INTO decision_basis (rulebook_hash, policy_hash) VALUES (:rulebook, :policy)
                            ON CONFLICT DO NOTHING
                            """)
                    .bind("rulebook", context.rulebookHash())
                    .bind("policy", context.policyHash())
                    .update();
            return find(transaction, context).orElseThrow();
        });
    }

    private static Optional<Integer> find(Transaction transaction, RunContext context) {
        return transaction
                .sql("""
                        SELECT basis_no FROM decision_basis CROSS JOIN make_decision_partition(:at)
                        WHERE rulebook_hash = :rulebook AND policy_hash = :policy
                        """)
                .bind("at", context.asOf())
                .bind("rulebook", context.rulebookHash())
                .bind("policy", context.policyHash())
                .first(row -> row.integer("basis_no"));
    }
}
