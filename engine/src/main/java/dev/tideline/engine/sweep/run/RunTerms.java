package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Transaction;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What publications bind a run to. It is fixed when the run is planned.
 *
 * @param playbooks what binds each playbook, by key; those that nothing binds are not in it
 */
public record RunTerms(SortedMap<String, Bound> playbooks) {

    /** Nothing binds a run. */
    public static final RunTerms NONE = new RunTerms(new TreeMap<>());

    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<TreeMap<String, Bound>> BOUNDS = new TypeReference<>() {};

    /**
     * What binds one playbook.
     *
     * @param share percent of persons that it acts for
     * @param most most that the run grants for it before a person looks, in minor units; empty if nothing bounds it so
     * @param asset key of the asset of that
     */
    public record Bound(int share, String most, String asset) {}

    public RunTerms {
        playbooks = new TreeMap<>(playbooks);
    }

    /** What binds these playbooks now. */
    public static RunTerms of(Transaction transaction, Collection<String> playbooks) {
        SortedMap<String, Bound> bounds = new TreeMap<>();
        transaction
                .sql("""
                        SELECT playbook, share, coalesce(run_most::text, '') AS most, run_asset FROM playbook
                         WHERE playbook = ANY(:playbooks) AND (share <> 100 OR run_most IS NOT NULL)
                        """)
                .bind("playbooks", playbooks)
                .list(row -> bounds.put(
                        row.text("playbook"),
                        new Bound(row.integer("share"), row.text("most"), row.text("run_asset"))));
        return new RunTerms(bounds);
    }

    /** As a run row keeps it. */
    public static RunTerms read(String json) {
        return new RunTerms(JSON.readValue(json, BOUNDS));
    }

    String json() {
        return JSON.writeValueAsString(playbooks);
    }

    /** Percent of persons that playbooks act for, by key. */
    public SortedMap<String, Integer> shares() {
        SortedMap<String, Integer> shares = new TreeMap<>();
        playbooks.forEach((key, bound) -> shares.put(key, bound.share()));
        return shares;
    }

    /** The plan of budgets with these bounds. What was found in another currency than costs are counted in holds everything. */
    public BudgetPlan within(BudgetPlan plan) {
        SortedMap<String, Money> most = new TreeMap<>();
        playbooks.forEach((key, bound) -> {
            if (!bound.most().isEmpty()) {
                boolean comparable = bound.asset().equals(plan.reference().key());
                most.put(
                        key,
                        comparable
                                ? plan.reference().ofMinor(new BigDecimal(bound.most()).toBigIntegerExact())
                                : plan.reference().zero());
            }
        });
        return plan.granting(most);
    }
}
