package dev.tideline.engine.budgets;

import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What publications let be granted before a person looks: the most that a run could grant by the simulation. For pulls and
 * accepts a run is a UTC day of one publication.
 *
 * @param playbooks by key; those that nothing was simulated of are not in it
 */
public record PublishedMost(SortedMap<String, Most> playbooks) {

    /**
     * Bound of a playbook, {@code most}. Two versions that act side by side grant together what one of them would for all, so
     * that the greater of their bounds is that of both.
     */
    public static final String SQL = """
            CASE WHEN share < 100 AND before <> '' AND before_asset = run_asset
                 THEN greatest(run_most, before_most) ELSE run_most END::text AS most""";

    /**
     * What one playbook may grant.
     *
     * @param version content hash of the version that was published
     * @param minor most that a run grants, in minor units
     * @param asset key of the asset of that
     */
    public record Most(String version, String minor, String asset) {

        /** The same in the currency that a plan counts costs in; nothing if it was found in another. */
        public Money in(BudgetPlan plan) {
            return asset.equals(plan.reference().key())
                    ? plan.reference().ofMinor(new BigDecimal(minor).toBigIntegerExact())
                    : plan.reference().zero();
        }
    }

    public PublishedMost {
        playbooks = new TreeMap<>(playbooks);
    }

    /** What binds now. */
    public static PublishedMost of(Transaction transaction) {
        SortedMap<String, Most> found = new TreeMap<>();
        transaction
                .sql("SELECT playbook, hash, run_asset, " + SQL + " FROM playbook WHERE run_most IS NOT NULL")
                .list(row -> found.put(row.text("playbook"), most(row)));
        return new PublishedMost(found);
    }

    private static Most most(Row row) throws SQLException {
        return new Most(row.text("hash"), row.text("most"), row.text("run_asset"));
    }

    /** The plan of budgets with these bounds. */
    public BudgetPlan within(BudgetPlan plan) {
        SortedMap<String, Money> most = new TreeMap<>();
        playbooks.forEach((key, one) -> most.put(key, one.in(plan)));
        return plan.granting(most);
    }

    /** What breakers count apart: a publication begins anew. */
    public Map<String, String> versions() {
        Map<String, String> versions = new TreeMap<>();
        playbooks.forEach((key, one) -> versions.put(key, one.version()));
        return versions;
    }
}
