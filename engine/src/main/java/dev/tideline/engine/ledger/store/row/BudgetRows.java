package dev.tideline.engine.ledger.store.row;

import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.reentry.Window;
import java.math.BigInteger;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** Rows of {@code budget}, in one transaction. Locks are taken in the order of their numbers. */
public final class BudgetRows {

    private final Transaction transaction;

    public BudgetRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Opens those that are not there yet; true if there were any. Takes no lock on those that are. */
    public boolean open(SortedMap<BudgetId, Limits> wanted, Instant at) {
        Map<BudgetId, Budget> known = find(wanted.keySet(), "");
        List<Budget> fresh = new ArrayList<>();
        wanted.forEach((id, limits) -> {
            if (!known.containsKey(id)) {
                fresh.add(Budget.open(id, limits, at));
            }
        });
        var unused = insert(fresh);
        return !fresh.isEmpty();
    }

    /** Adds new ones as they stand. False if somebody else has opened one; that stays as it is. */
    public boolean insert(Collection<Budget> fresh) {
        Columns rows = new Columns(10);
        for (Budget budget : fresh) {
            Limits limits = budget.limits();
            rows.add(
                    budget.id().kind(),
                    budget.id().key(),
                    limits.asset().key(),
                    limits.asset().decimals(),
                    limits.total().minor(),
                    limits.perPeriod().minor(),
                    limits.period().text(),
                    budget.periodStart(),
                    budget.spent().minor(),
                    budget.periodSpent().minor());
        }
        return rows.rows() == 0 || insert(rows) == rows.rows();
    }

    private long insert(Columns rows) {
        return transaction
                .sql("""
                        INSERT INTO budget (kind, key, asset, decimals, total_limit, period_limit, period, period_start,
                            spent, period_spent)
                        SELECT kind, key, asset, decimals::integer, total::numeric, per_period::numeric, period,
                            start::timestamptz, spent::numeric, part::numeric
                        FROM unnest(:kinds, :keys, :assets, :decimals, :totals, :perPeriods, :periods, :starts, :spent, :parts)
                            AS b (kind, key, asset, decimals, total, per_period, period, start, spent, part)
                        ORDER BY kind, key
                        ON CONFLICT (kind, key) DO NOTHING
                        """)
                .bind("kinds", rows.get(0))
                .bind("keys", rows.get(1))
                .bind("assets", rows.get(2))
                .bind("decimals", rows.get(3))
                .bind("totals", rows.get(4))
                .bind("perPeriods", rows.get(5))
                .bind("periods", rows.get(6))
                .bind("starts", rows.get(7))
                .bind("spent", rows.get(8))
                .bind("parts", rows.get(9))
                .update();
    }

    /** Locks those that are there and reads them. */
    public Map<BudgetId, Budget> lock(Collection<BudgetId> ids) {
        return find(ids, "FOR UPDATE OF b");
    }

    /** Reads one as it was last committed. */
    public Optional<Budget> read(BudgetId id) {
        return Optional.ofNullable(find(List.of(id), "").get(id));
    }

    /** Reads those that are there as they were last committed. */
    public Map<BudgetId, Budget> read(Collection<BudgetId> ids) {
        return find(ids, "");
    }

    private Map<BudgetId, Budget> find(Collection<BudgetId> ids, String locking) {
        Map<BudgetId, Budget> found = new HashMap<>();
        if (ids.isEmpty()) {
            return found;
        }
        transaction
                .sql("""
                        SELECT b.* FROM budget b JOIN unnest(:kinds, :keys) AS wanted (kind, key) USING (kind, key)
                        ORDER BY b.budget_no
                        """ + locking)
                .bind("kinds", ids.stream().map(id -> id.kind().name()).toList())
                .bind("keys", ids.stream().map(BudgetId::key).toList())
                .list(BudgetRows::budget)
                .forEach(budget -> found.put(budget.id(), budget));
        return found;
    }

    /** The budget of a row. */
    public static Budget budget(Row row) throws SQLException {
        Asset asset = new Asset(row.text("asset"), row.integer("decimals"));
        return new Budget(
                new BudgetId(BudgetId.Kind.valueOf(row.text("kind")), row.text("key")),
                new Limits(money(row, "total_limit", asset), money(row, "period_limit", asset), (Window.Calendar)
                        Window.parse(row.text("period"))),
                money(row, "spent", asset),
                row.instant("period_start"),
                money(row, "period_spent", asset),
                row.flag("closed"),
                row.number("revision"));
    }

    static Money money(Row row, String column, Asset asset) throws SQLException {
        return asset.ofMinor(new BigInteger(row.text(column)));
    }

    /**
     * Brings locked budgets from one state to another with one conditional statement: what they gain must fit. False if one
     * does not have the room that its claims were given; the transaction must be rolled back then.
     */
    public boolean apply(Map<BudgetId, Budget> before, Map<BudgetId, Budget> after) {
        Columns changes = new Columns(5);
        before.forEach((id, old) -> {
            Budget now = after.getOrDefault(id, old);
            if (!now.equals(old)) {
                boolean same = now.periodStart().equals(old.periodStart());
                changes.add(
                        id.kind(),
                        id.key(),
                        now.spent().minus(old.spent()).minor(),
                        now.periodStart(),
                        (same ? now.periodSpent().minus(old.periodSpent()) : now.periodSpent()).minor());
            }
        });
        return changes.rows() == 0 || update(changes) == changes.rows();
    }

    private long update(Columns changes) {
        return transaction
                .sql("""
                        UPDATE budget b SET
                            spent = b.spent + d.amount,
                            overdrawn = CASE WHEN d.amount < 0 THEN greatest(0, b.overdrawn + d.amount)
                                ELSE b.overdrawn END,
                            period_start = d.start,
                            period_spent = CASE WHEN b.period_start = d.start THEN b.period_spent ELSE 0 END + d.part,
                            period_overdrawn = CASE WHEN b.period_start <> d.start THEN 0
                                WHEN d.part < 0 THEN greatest(0, b.period_overdrawn + d.part)
                                ELSE b.period_overdrawn END
                        FROM (
                            SELECT kind, key, amount::numeric AS amount, start::timestamptz AS start,
                                part::numeric AS part
                            FROM unnest(:kinds, :keys, :amounts, :starts, :parts) AS u (kind, key, amount, start, part)
                        ) d
                        WHERE b.kind = d.kind AND b.key = d.key
                            AND (d.amount < 0 OR (NOT b.closed
                                AND b.spent + d.amount <= b.total_limit
                                AND CASE WHEN b.period_start = d.start THEN b.period_spent ELSE 0 END + d.part
                                    <= b.period_limit))
                        """)
                .bind("kinds", changes.get(0))
                .bind("keys", changes.get(1))
                .bind("amounts", changes.get(2))
                .bind("starts", changes.get(3))
                .bind("parts", changes.get(4))
                .update();
    }

    /** What counts in a window by the ledger. */
    public Money bookedSince(Budget budget, Instant start) {
        return transaction
                .sql("""
                        SELECT coalesce(sum(CASE WHEN e.from_account = a.account_no THEN e.amount ELSE -e.amount END), 0)
                            AS booked
                        FROM ledger_account a
                        JOIN ledger_entry e ON a.account_no IN (e.from_account, e.to_account)
                        WHERE a.owner = :owner AND a.bucket = 'ROOM' AND a.asset = :asset AND e.counted_at >= :start
                        """)
                .bind("owner", budget.id().toString())
                .bind("asset", budget.asset().key())
                .bind("start", start)
                .one(row -> money(row, "booked", budget.asset()));
    }

    /** Writes limits, what counts in the window, and whether it is closed. */
    public void limit(Budget budget) {
        transaction
                .sql("""
                        UPDATE budget SET
                            total_limit = :total::numeric, period_limit = :perPeriod::numeric, period = :period,
                            period_start = :start, period_spent = :periodSpent::numeric,
                            overdrawn = greatest(0, spent - :total::numeric),
                            period_overdrawn = greatest(0, :periodSpent::numeric - :perPeriod::numeric),
                            closed = :closed, revision = :revision
                        WHERE kind = :kind AND key = :key
                        """)
                .bind("total", budget.limits().total().minor().toString())
                .bind("perPeriod", budget.limits().perPeriod().minor().toString())
                .bind("period", budget.limits().period().text())
                .bind("start", budget.periodStart())
                .bind("periodSpent", budget.periodSpent().minor().toString())
                .bind("closed", budget.closed())
                .bind("revision", budget.revision())
                .bind("kind", budget.id().kind())
                .bind("key", budget.id().key())
                .update();
    }
}
