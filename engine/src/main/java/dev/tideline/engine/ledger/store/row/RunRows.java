package dev.tideline.engine.ledger.store.row;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.book.RunTally;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.rules.money.Asset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rows of {@code ledger_run}, in one transaction. */
public final class RunRows {

    private final Transaction transaction;

    public RunRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** Locks the tallies of the runs that these claims count in; none where none counts. */
    public Map<String, RunTally> lock(Collection<Claim> claims) {
        SortedMap<String, Asset> runs = counting(claims);
        if (!runs.isEmpty()) {
            open(runs);
        }
        return find(runs, " FOR UPDATE");
    }

    /** The tallies of the runs that these claims count in, as far as they have any. */
    public Map<String, RunTally> read(Collection<Claim> claims) {
        return find(counting(claims), "");
    }

    private static SortedMap<String, Asset> counting(Collection<Claim> claims) {
        SortedMap<String, Asset> runs = new TreeMap<>();
        claims.stream()
                .filter(claim -> claim.breakers().counts())
                .forEach(claim -> runs.put(
                        claim.breakers().run(), claim.cost().reference().asset()));
        return runs;
    }

    private Map<String, RunTally> find(SortedMap<String, Asset> runs, String locking) {
        Map<String, RunTally> found = new HashMap<>();
        if (!runs.isEmpty()) {
            transaction
                    .sql("SELECT * FROM ledger_run WHERE run_key = ANY(:keys) ORDER BY run_key" + locking)
                    .bind("keys", runs.keySet())
                    .list(row -> found.put(
                            row.text("run_key"),
                            new RunTally(
                                    row.number("grants"),
                                    BudgetRows.money(
                                            row, "amount", new Asset(row.text("asset"), row.integer("decimals"))))));
        }
        return found;
    }

    private void open(SortedMap<String, Asset> runs) {
        Columns rows = new Columns(3);
        runs.forEach((key, asset) -> rows.add(key, asset.key(), asset.decimals()));
        transaction
                .sql("""
                        INSERT INTO ledger_run (run_key, grants, asset, decimals, amount)
                        SELECT key, 0, asset, decimals::integer, 0
                        FROM unnest(:keys, :assets, :decimals) AS r (key, asset, decimals)
                        ORDER BY key
                        ON CONFLICT (run_key) DO NOTHING
                        """)
                .bind("keys", rows.get(0))
                .bind("assets", rows.get(1))
                .bind("decimals", rows.get(2))
                .update();
    }

    void update(Map<String, RunTally> runs) {
        Columns rows = new Columns(3);
        runs.forEach(
                (key, tally) -> rows.add(key, tally.grants(), tally.amount().minor()));
        if (rows.rows() > 0) {
            transaction
                    .sql("""
                            UPDATE ledger_run r SET grants = d.grants::bigint, amount = d.amount::numeric
                            FROM unnest(:keys, :grants, :amounts) AS d (key, grants, amount)
                            WHERE r.run_key = d.key
                            """)
                    .bind("keys", rows.get(0))
                    .bind("grants", rows.get(1))
                    .bind("amounts", rows.get(2))
                    .update();
        }
    }
}
