package dev.tideline.engine.ledger.store.row;

import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.rules.money.Asset;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows of {@code ledger_grant}, in one transaction. */
public final class GrantRows {

    private final Transaction transaction;

    public GrantRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** This many new numbers. */
    public Deque<GrantId> numbers(int count) {
        return new ArrayDeque<>(transaction
                .sql("SELECT nextval('ledger_grant_no') AS grant_no FROM generate_series(1, :count)")
                .bind("count", count)
                .list(row -> new GrantId(row.number("grant_no"))));
    }

    /** The live grants of these keys. */
    public Map<GrantKey, GrantId> live(Collection<GrantKey> keys) {
        Map<GrantKey, GrantId> found = new HashMap<>();
        if (keys.isEmpty()) {
            return found;
        }
        transaction
                .sql("""
                        SELECT grant_key, grant_no FROM ledger_grant
                        WHERE grant_key = ANY(:keys) AND state NOT IN ('VOID', 'EXPIRED')
                        """)
                .bind("keys", keys.stream().map(GrantKey::text).toList())
                .list(row -> found.put(new GrantKey(row.text("grant_key")), new GrantId(row.number("grant_no"))));
        return found;
    }

    /** Reads one as it was last committed. */
    public Optional<Grant> read(GrantId id) {
        return one("WHERE grant_no = :value", id.number());
    }

    /** Locks one and reads it. */
    public Optional<Grant> lock(GrantId id) {
        return one("WHERE grant_no = :value FOR UPDATE", id.number());
    }

    /** Locks those that are there, in the order of their numbers. */
    public SortedMap<GrantId, Grant> lock(Collection<GrantId> ids) {
        SortedMap<GrantId, Grant> found = new TreeMap<>();
        transaction
                .sql("SELECT * FROM ledger_grant WHERE grant_no = ANY(:ids::bigint[]) ORDER BY grant_no FOR UPDATE")
                .bind("ids", ids.stream().map(GrantId::number).toList())
                .list(GrantRows::grant)
                .forEach(grant -> found.put(grant.id(), grant));
        return found;
    }

    /** The live grant of a key. */
    public Optional<Grant> live(GrantKey key) {
        return one("WHERE grant_key = :value AND state NOT IN ('VOID', 'EXPIRED')", key.text());
    }

    private Optional<Grant> one(String condition, Object value) {
        return transaction
                .sql("SELECT * FROM ledger_grant " + condition)
                .bind("value", value)
                .first(GrantRows::grant);
    }

    /** Locks what is due and not locked by somebody else. */
    public List<Grant> lockDue(Instant at, int most) {
        return transaction.sql("""
                        SELECT * FROM ledger_grant WHERE state IN ('HELD', 'RESERVED') AND expires_at <= :at
                        ORDER BY expires_at, grant_no LIMIT :most FOR UPDATE SKIP LOCKED
                        """).bind("at", at).bind("most", most).list(GrantRows::grant);
    }

    /** The grant of a row. */
    public static Grant grant(Row row) throws SQLException {
        Asset asset = new Asset(row.text("asset"), row.integer("decimals"));
        Asset reference = new Asset(row.text("reference_asset"), row.integer("reference_decimals"));
        return new Grant(
                new GrantId(row.number("grant_no")),
                new GrantKey(row.text("grant_key")),
                row.text("incentive"),
                GrantState.valueOf(row.text("state")),
                new Cost(BudgetRows.money(row, "amount", asset), BudgetRows.money(row, "reference", reference)),
                new Cost(
                        BudgetRows.money(row, "refunded", asset),
                        BudgetRows.money(row, "reference_refunded", reference)),
                row.texts("budgets").stream().map(BudgetId::of).toList(),
                row.flag("locked"),
                row.instant("counted_at"),
                row.instant("expires_at"));
    }

    /**
     * Inserts new grants.
     *
     * @throws DatabaseException that is worth retrying if somebody else took a key meanwhile
     */
    void insert(List<Grant> grants, Instant at) {
        if (grants.isEmpty()) {
            return;
        }
        Columns rows = new Columns(13);
        grants.forEach(grant -> rows.add(
                grant.id().number(),
                grant.key(),
                grant.incentive(),
                grant.state(),
                grant.cost().token().asset().key(),
                grant.cost().token().asset().decimals(),
                grant.cost().token().minor(),
                grant.cost().reference().asset().key(),
                grant.cost().reference().asset().decimals(),
                grant.cost().reference().minor(),
                grant.locked(),
                grant.countedAt(),
                grant.expiresAt()));
        if (insert(rows, grants, at) != grants.size()) {
            throw new DatabaseException("claim", new SQLException("a grant key was taken meanwhile", "40001"));
        }
    }

    private long insert(Columns rows, List<Grant> grants, Instant at) {
        return transaction
                .sql("""
                        INSERT INTO ledger_grant (grant_no, grant_key, incentive, state, asset, decimals, amount, refunded,
                            reference_asset, reference_decimals, reference, reference_refunded, budgets, locked,
                            counted_at, expires_at, changed_at)
                        SELECT no::bigint, key, incentive, state, asset, decimals::integer, amount::numeric, 0,
                            reference_asset, reference_decimals::integer, reference::numeric, 0,
                            string_to_array(budgets, chr(10)), locked::boolean, counted_at::timestamptz,
                            expires_at::timestamptz, :at
                        FROM unnest(:nos, :keys, :incentives, :states, :assets, :decimals, :amounts, :referenceAssets,
                            :referenceDecimals, :references, :budgets, :lockeds, :counted, :expires)
                            AS g (no, key, incentive, state, asset, decimals, amount, reference_asset,
                                reference_decimals, reference, budgets, locked, counted_at, expires_at)
                        ON CONFLICT (grant_key) WHERE state NOT IN ('VOID', 'EXPIRED') DO NOTHING
                        """)
                .bind("at", at)
                .bind("nos", rows.get(0))
                .bind("keys", rows.get(1))
                .bind("incentives", rows.get(2))
                .bind("states", rows.get(3))
                .bind("assets", rows.get(4))
                .bind("decimals", rows.get(5))
                .bind("amounts", rows.get(6))
                .bind("referenceAssets", rows.get(7))
                .bind("referenceDecimals", rows.get(8))
                .bind("references", rows.get(9))
                .bind("budgets", grants.stream().map(GrantRows::budgets).toList())
                .bind("lockeds", rows.get(10))
                .bind("counted", rows.get(11))
                .bind("expires", rows.get(12))
                .update();
    }

    /** Keys of budgets never hold a line break. */
    private static String budgets(Grant grant) {
        return String.join(
                "\n", grant.budgets().stream().map(BudgetId::toString).toList());
    }

    /** Writes what a step changes. */
    public void update(List<Grant> grants, Instant at) {
        if (grants.isEmpty()) {
            return;
        }
        Columns rows = new Columns(8);
        grants.forEach(grant -> rows.add(
                grant.id().number(),
                grant.state(),
                grant.cost().token().minor(),
                grant.cost().reference().minor(),
                grant.refunded().token().minor(),
                grant.refunded().reference().minor(),
                grant.countedAt(),
                grant.expiresAt()));
        transaction
                .sql("""
                        UPDATE ledger_grant g SET state = d.state, amount = d.amount::numeric,
                            reference = d.reference::numeric, refunded = d.refunded::numeric,
                            reference_refunded = d.reference_refunded::numeric, counted_at = d.counted_at::timestamptz,
                            expires_at = d.expires_at::timestamptz, changed_at = :at
                        FROM unnest(:nos, :states, :amounts, :references, :refunded, :referencesRefunded, :counted,
                            :expires) AS d (no, state, amount, reference, refunded, reference_refunded, counted_at, expires_at)
                        WHERE g.grant_no = d.no::bigint
                        """)
                .bind("at", at)
                .bind("nos", rows.get(0))
                .bind("states", rows.get(1))
                .bind("amounts", rows.get(2))
                .bind("references", rows.get(3))
                .bind("refunded", rows.get(4))
                .bind("referencesRefunded", rows.get(5))
                .bind("counted", rows.get(6))
                .bind("expires", rows.get(7))
                .update();
    }
}
