package dev.tideline.engine.ledger.store;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.PageCursor;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Burn;
import dev.tideline.engine.ledger.store.row.BudgetRows;
import dev.tideline.rules.money.Money;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists budgets as they were last committed, and how fast they are spent. Blocking; thread-safe. */
public final class OpenBudgets {

    private static final String QUERY = "budgets";

    private final Database database;

    public OpenBudgets(Database database) {
        this.database = database;
    }

    /**
     * One page.
     *
     * @param budgets in the order they were opened
     * @param next cursor of the next page; null after the last
     */
    public record Page(List<Budget> budgets, @Nullable String next) {
        public Page {
            budgets = List.copyOf(budgets);
        }
    }

    private record Numbered(long number, Budget budget) {

        static Numbered of(Row row) throws SQLException {
            return new Numbered(row.number("budget_no"), BudgetRows.budget(row));
        }
    }

    /**
     * The budgets that were opened.
     *
     * @param cursor {@link Page#next} of the page before; null for the first
     * @throws IllegalArgumentException if the cursor is not one of ours
     */
    public Page page(@Nullable String cursor, int limit) {
        long after =
                cursor == null ? 0 : PageCursor.place(QUERY, cursor, Long.BYTES).getLong();
        List<Numbered> found = database.inTransaction(transaction -> transaction
                .sql("SELECT * FROM budget WHERE budget_no > :after ORDER BY budget_no LIMIT :most")
                .bind("after", after)
                .bind("most", limit + 1L)
                .list(Numbered::of));
        List<Numbered> shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                shown.stream().map(Numbered::budget).toList(),
                found.size() <= limit ? null : cursor(shown.get(limit - 1).number()));
    }

    private static String cursor(long number) {
        return PageCursor.text(
                QUERY, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }

    /** How fast each of these budgets was spent in the stretch before an instant, by the ledger. */
    public Map<BudgetId, Burn> burns(Collection<Budget> budgets, Duration window, Instant at) {
        Map<String, BigInteger> net = new HashMap<>();
        database.inTransaction(transaction -> transaction
                        .sql("""
                                SELECT a.owner, coalesce(gone.amount, 0) - coalesce(back.amount, 0) AS net
                                FROM ledger_account a
                                CROSS JOIN LATERAL (SELECT sum(amount) AS amount FROM ledger_entry
                                    WHERE from_account = a.account_no AND counted_at > :from AND counted_at <= :at) gone
                                CROSS JOIN LATERAL (SELECT sum(amount) AS amount FROM ledger_entry
                                    WHERE to_account = a.account_no AND counted_at > :from AND counted_at <= :at) back
                                WHERE a.bucket = 'ROOM' AND a.owner = ANY(:owners)
                                """)
                        .bind("from", at.minus(window))
                        .bind("at", at)
                        .bind(
                                "owners",
                                budgets.stream()
                                        .map(budget -> budget.id().toString())
                                        .toList())
                        .list(row -> Map.entry(row.text("owner"), new BigInteger(row.text("net")))))
                .forEach(row -> net.put(row.getKey(), row.getValue()));
        Map<BudgetId, Burn> burns = new HashMap<>();
        for (Budget budget : budgets) {
            Money nothing = budget.asset().zero();
            Money spent = budget.asset().ofMinor(net.getOrDefault(budget.id().toString(), BigInteger.ZERO));
            burns.put(budget.id(), new Burn(spent.max(nothing), window));
        }
        return burns;
    }
}
