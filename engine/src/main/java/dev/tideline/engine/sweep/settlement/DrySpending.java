package dev.tideline.engine.sweep.settlement;

import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.Trial;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Rows of {@code dry_spending}: what a dry run would have spent of the budgets that its chunks share. In one transaction. */
final class DrySpending {

    private final Transaction transaction;
    private final long run;

    DrySpending(Transaction transaction, long run) {
        this.transaction = transaction;
        this.run = run;
    }

    /** Locks the budgets that these claims share with other chunks; nobody's own budget is among them. */
    Trial lock(Collection<Claim> possible) {
        List<String> shared = possible.stream()
                .flatMap(claim -> claim.charges().stream())
                .map(Charge::budget)
                .filter(budget -> budget.kind() != BudgetId.Kind.PERSON)
                .map(BudgetId::toString)
                .distinct()
                .sorted()
                .toList();
        transaction.sql("""
                        INSERT INTO dry_spending (run_no, budget) SELECT :run, budget FROM unnest(:budgets::text[]) AS b (budget)
                        ORDER BY budget ON CONFLICT DO NOTHING
                        """).bind("run", run).bind("budgets", shared).update();
        Map<BudgetId, Money> spent = new HashMap<>();
        transaction.sql("""
                        SELECT * FROM dry_spending WHERE run_no = :run AND budget = ANY(:budgets::text[])
                        ORDER BY budget FOR UPDATE
                        """).bind("run", run).bind("budgets", shared).list(DrySpending::spent).stream()
                .filter(one -> one.amount().signum() > 0)
                .forEach(one -> spent.put(one.budget(), one.amount()));
        return new Trial(spent);
    }

    private record Spent(BudgetId budget, Money amount) {}

    private static Spent spent(Row row) throws SQLException {
        Asset asset = new Asset(row.text("asset"), row.integer("decimals"));
        return new Spent(
                BudgetId.of(row.text("budget")),
                asset.ofMinor(row.result().getBigDecimal("spent").toBigIntegerExact()));
    }

    /** Keeps what was tried. */
    void keep(Trial trial) {
        trial.spent().forEach((budget, spent) -> {
            if (budget.kind() != BudgetId.Kind.PERSON) {
                transaction
                        .sql("""
                                UPDATE dry_spending SET spent = :spent::numeric, asset = :asset, decimals = :decimals
                                WHERE run_no = :run AND budget = :budget
                                """)
                        .bind("spent", spent.minor().toString())
                        .bind("asset", spent.asset().key())
                        .bind("decimals", spent.asset().decimals())
                        .bind("run", run)
                        .bind("budget", budget.toString())
                        .update();
            }
        });
    }
}
