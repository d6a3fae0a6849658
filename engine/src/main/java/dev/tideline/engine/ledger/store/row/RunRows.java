package dev.tideline.engine.ledger.store.row;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.book.RunTally;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.rules.money.Asset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
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

    /**
     * Adds what was granted since tallies were read without a lock.
     *
     * @param seen what was read
     * @param then what came of it
     * @return false if others have granted so much meanwhile that a breaker would hold some of it; nothing was added then
     */
    public boolean add(Collection<Claim> claims, Map<String, RunTally> seen, Map<String, RunTally> then) {
        Map<String, Breakers> breakers = new HashMap<>();
        claims.stream()
                .filter(claim -> then.containsKey(claim.breakers().run()))
                .forEach(claim -> breakers.put(claim.breakers().run(), claim.breakers()));
        Map<String, RunTally> now = lock(claims.stream()
                .filter(claim -> breakers.containsKey(claim.breakers().run()))
                .toList());
        Map<String, RunTally> after = new HashMap<>();
        then.forEach((key, tally) -> {
            RunTally before =
                    seen.getOrDefault(key, RunTally.nothing(tally.amount().asset()));
            after.put(key, Objects.requireNonNull(now.get(key)).plus(before, tally));
        });
        boolean room = after.entrySet().stream()
                .allMatch(run -> run.getValue().isWithin(Objects.requireNonNull(breakers.get(run.getKey()))));
        if (room) {
            update(after);
        }
        return room;
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
