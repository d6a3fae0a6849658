package dev.tideline.rules.budgets;

import dev.tideline.rules.guardrails.ShippedGuardrails;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.money.Money;
import dev.tideline.rules.money.Rate;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which budgets grants are charged to, as {@code guardrails/budgets.yaml} declares them. Immutable.
 *
 * @param reference the asset that costs are counted in
 * @param rates what other assets are worth in it, by their key
 * @param campaigns limits of a playbook's own budget by its key; {@link #DEFAULT} for those that are not named
 * @param groups budgets that playbooks share
 * @param periods budgets that everything is charged to
 * @param persons limits of each person, under {@link #DEFAULT}; empty if persons have none
 * @param clusters limits of each cluster
 * @param holds what makes grants wait, by key of the playbook; {@link #DEFAULT} for those that are not named
 */
public record BudgetPlan(
        Asset reference,
        SortedMap<String, Rate> rates,
        SortedMap<String, Allotment> campaigns,
        SortedMap<String, Shared> groups,
        SortedMap<String, Allotment> periods,
        SortedMap<String, Allotment> persons,
        SortedMap<Cluster, Allotment> clusters,
        SortedMap<String, Hold> holds) {

    /** Stands for all that are not named. */
    public static final String DEFAULT = "default";

    /**
     * A budget that playbooks share.
     *
     * @param playbooks keys of the playbooks
     * @param allotment its limits
     */
    public record Shared(SortedSet<String> playbooks, Allotment allotment) {
        public Shared {
            playbooks = Collections.unmodifiableSortedSet(new TreeSet<>(playbooks));
            Objects.requireNonNull(allotment, "allotment");
        }

        /** A budget of these. */
        public Shared(Set<String> playbooks, Allotment allotment) {
            this(new TreeSet<>(playbooks), allotment);
        }
    }

    public BudgetPlan {
        Objects.requireNonNull(reference, "reference");
        rates = copy(rates);
        campaigns = copy(campaigns);
        groups = copy(groups);
        periods = copy(periods);
        persons = copy(persons);
        clusters = copy(clusters);
        holds = copy(holds);
    }

    private static <K, V> SortedMap<K, V> copy(SortedMap<K, V> map) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }

    /** The plan that comes with the product. */
    public static BudgetPlan shipped() {
        return BudgetPlanReader.read("budgets.yaml", ShippedGuardrails.budgets(), Assets.shipped())
                .orThrow();
    }

    /**
     * Every key of a playbook in it that none of these has.
     *
     * @param source what the plan is called in problems
     */
    public List<Problem> strangers(String source, Set<String> playbooks) {
        List<Problem> problems = new ArrayList<>();
        campaigns.keySet().forEach(key -> check(source, "/campaigns/" + key, key, playbooks, problems));
        groups.forEach((name, shared) -> shared.playbooks()
                .forEach(key -> check(source, "/groups/" + name + "/playbooks", key, playbooks, problems)));
        holds.keySet().forEach(key -> check(source, "/breakers/" + key, key, playbooks, problems));
        return problems;
    }

    private static void check(
            String source, String pointer, String key, Set<String> playbooks, List<Problem> problems) {
        if (!key.equals(DEFAULT) && !playbooks.contains(key)) {
            problems.add(new Problem(
                    Place.pointer(source, pointer), key, "the key of a playbook; " + Nearest.hint(key, playbooks)));
        }
    }

    /** The same when a person has looked at what is granted: nothing waits for one any more. */
    public BudgetPlan withoutHolds() {
        return new BudgetPlan(reference, rates, campaigns, groups, periods, persons, clusters, new TreeMap<>());
    }

    /** The same with at most this much a run for some playbooks, by key, before grants wait for a person. */
    public BudgetPlan granting(Map<String, Money> mostPerRun) {
        SortedMap<String, Hold> bound = new TreeMap<>(holds);
        mostPerRun.forEach((playbook, most) -> {
            Hold before = hold(playbook);
            Money least = before.perRun().exceeds(most) ? most : before.perRun();
            bound.put(playbook, new Hold(before.perGrant(), least, before.first()));
        });
        return new BudgetPlan(reference, rates, campaigns, groups, periods, persons, clusters, bound);
    }

    /** Limits of a playbook's own budget; empty if it has none unless somebody opened it. */
    public Optional<Allotment> campaign(String playbook) {
        return named(campaigns, playbook);
    }

    /** Limits of each person. */
    public Optional<Allotment> person() {
        return Optional.ofNullable(persons.get(DEFAULT));
    }

    /** What makes grants of a playbook wait. */
    public Hold hold(String playbook) {
        return named(holds, playbook).orElseGet(() -> Hold.nothing(reference));
    }

    private static <T> Optional<T> named(Map<String, T> map, String key) {
        T own = map.get(key);
        return Optional.ofNullable(own == null ? map.get(DEFAULT) : own);
    }
}
