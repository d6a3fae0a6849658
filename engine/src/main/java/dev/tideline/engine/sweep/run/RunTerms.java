package dev.tideline.engine.sweep.run;

import dev.tideline.engine.budgets.PublishedMost;
import dev.tideline.engine.database.Row;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.rulebook.Predecessors;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.playbook.Playbook;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
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

    private static final int EVERYBODY = 100;
    private static final JsonMapper JSON = new JsonMapper();
    private static final TypeReference<TreeMap<String, Bound>> BOUNDS = new TypeReference<>() {};

    /**
     * What binds one playbook.
     *
     * @param share percent of persons that it acts for
     * @param most most that the run grants for it before a person looks, in minor units; empty if nothing bounds it so
     * @param asset key of the asset of that
     * @param before content hash of the version that goes on for the other persons; null if none does
     */
    public record Bound(
            int share, String most, String asset, @Nullable String before) {}

    public RunTerms {
        playbooks = new TreeMap<>(playbooks);
    }

    /**
     * What binds these playbooks now.
     *
     * @param goingOn versions that go on outside of shares
     */
    public static RunTerms of(Transaction transaction, Collection<String> playbooks, Predecessors goingOn) {
        SortedMap<String, Bound> bounds = new TreeMap<>();
        transaction
                .sql("""
                        SELECT playbook, share, run_asset, %s FROM playbook
                         WHERE playbook = ANY(:playbooks) AND (share <> 100 OR run_most IS NOT NULL)
                        """.formatted(PublishedMost.SQL))
                .bind("playbooks", playbooks)
                .list(row -> bounds.put(row.text("playbook"), bound(row, goingOn)));
        return new RunTerms(bounds);
    }

    private static Bound bound(Row row, Predecessors goingOn) throws SQLException {
        Playbook before = goingOn.playbooks().get(row.text("playbook"));
        String version = before == null || row.integer("share") == EVERYBODY ? null : before.version();
        return new Bound(row.integer("share"), row.optionalText("most").orElse(""), row.text("run_asset"), version);
    }

    /** Content hashes of the versions that go on outside of shares. */
    public Set<String> before() {
        return playbooks.values().stream()
                .flatMap(bound -> Stream.ofNullable(bound.before()))
                .collect(Collectors.toUnmodifiableSet());
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
                most.put(key, new PublishedMost.Most("", bound.most(), bound.asset()).in(plan));
            }
        });
        return plan.granting(most);
    }
}
