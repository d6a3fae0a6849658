package dev.tideline.engine.simulation;

import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.simulation.Simulation.Spend;
import dev.tideline.engine.simulation.SimulationResults.Amount;
import dev.tideline.engine.simulation.SimulationResults.BudgetUse;
import dev.tideline.engine.simulation.SimulationResults.CutCount;
import dev.tideline.engine.simulation.SimulationResults.RivalCount;
import dev.tideline.engine.simulation.SimulationResults.RuleCount;
import dev.tideline.engine.simulation.SimulationResults.Served;
import dev.tideline.engine.simulation.SimulationResults.Slice;
import dev.tideline.engine.simulation.SimulationResults.Spending;
import dev.tideline.engine.simulation.SimulationResults.TouchCount;
import dev.tideline.engine.simulation.tally.Samples.Kind;
import dev.tideline.engine.simulation.tally.Side;
import dev.tideline.engine.simulation.tally.Tally;
import dev.tideline.engine.simulation.tally.Tally.CutKey;
import dev.tideline.engine.simulation.tally.Tally.GrantKey;
import dev.tideline.engine.simulation.tally.Tally.RivalKey;
import dev.tideline.engine.simulation.tally.Tally.RuleKey;
import dev.tideline.engine.simulation.tally.Tally.SliceGrantKey;
import dev.tideline.engine.simulation.tally.Tally.SliceKey;
import dev.tideline.engine.simulation.tally.Tally.TouchKey;
import dev.tideline.engine.simulation.world.Given;
import dev.tideline.rules.budgets.Allotment;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.money.Asset;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Turns a tally into results. Pure. */
final class Summary {

    private final Tally tally;
    private final String playbook;
    private final Instant asOf;
    private final Map<BudgetId, Budget> open;
    private final BudgetPlan plan;
    private final Prices prices;
    /** In their order, of which the regions are none. */
    private final List<String> bands;

    /**
     * The summary of a tally.
     *
     * @param open the shared budgets that are open
     */
    Summary(Tally tally, String playbook, Instant asOf, Map<BudgetId, Budget> open, EvaluationPolicy policy) {
        this.tally = tally;
        this.playbook = playbook;
        this.asOf = asOf;
        this.open = open;
        this.plan = policy.budgets();
        this.prices = new Prices(policy);
        this.bands = policy.model().vocabulary().user().require(Given.BAND).values();
    }

    SimulationResults results() {
        return new SimulationResults(
                asOf,
                tally.persons(),
                tally.accounts(),
                tally.poisoned(),
                tally.lost(),
                cuts(),
                audience(Tally.ALL),
                rules(),
                touches(),
                rivals(),
                spending(Side.LIVE),
                spending(Side.DRAFT),
                budgets(),
                slices());
    }

    /** The most that the draft would spend. */
    Spend maximum() {
        return prices.spend(own(Side.DRAFT), true);
    }

    private Served audience(SliceKey slice) {
        return new Served(
                tally.served(slice, Side.LIVE),
                tally.served(slice, Side.DRAFT),
                tally.changes(slice, Kind.ENTERS),
                tally.changes(slice, Kind.LEAVES),
                tally.changes(slice, Kind.STAYS));
    }

    private List<RuleCount> rules() {
        Map<RuleKey, Long> draft = tally.of(RuleKey.class, Side.DRAFT);
        return tally.of(RuleKey.class, Side.LIVE).entrySet().stream()
                .map(entry -> new RuleCount(
                        entry.getKey().rule(),
                        entry.getKey().outcome().name(),
                        entry.getKey().reason(),
                        entry.getValue(),
                        draft.getOrDefault(entry.getKey(), 0L)))
                .sorted(Comparator.comparing(RuleCount::rule)
                        .thenComparing(RuleCount::outcome)
                        .thenComparing(RuleCount::reason))
                .toList();
    }

    private List<CutCount> cuts() {
        Map<CutKey, Long> draft = tally.of(CutKey.class, Side.DRAFT);
        return tally.of(CutKey.class, Side.LIVE).entrySet().stream()
                .map(entry -> new CutCount(
                        entry.getKey().playbook(), entry.getValue(), draft.getOrDefault(entry.getKey(), 0L)))
                .sorted(Comparator.comparing(CutCount::playbook))
                .toList();
    }

    private List<TouchCount> touches() {
        Map<TouchKey, Long> draft = tally.of(TouchKey.class, Side.DRAFT);
        return tally.of(TouchKey.class, Side.LIVE).entrySet().stream()
                .map(entry -> new TouchCount(
                        entry.getKey().channel(),
                        entry.getKey().fate(),
                        entry.getValue(),
                        draft.getOrDefault(entry.getKey(), 0L)))
                .sorted(Comparator.comparing(TouchCount::channel).thenComparing(TouchCount::fate))
                .toList();
    }

    private List<RivalCount> rivals() {
        Map<RivalKey, Long> counts = tally.of(RivalKey.class, Side.DRAFT);
        return counts.keySet().stream()
                .map(key -> new RivalCount(
                        key.playbook(),
                        key.reason(),
                        counts.getOrDefault(key.turned(false), 0L),
                        counts.getOrDefault(key.turned(true), 0L)))
                .distinct()
                .sorted(Comparator.comparing(RivalCount::playbook).thenComparing(RivalCount::reason))
                .toList();
    }

    private Spending spending(Side side) {
        Map<String, Long> own = own(side);
        return new Spending(
                own.values().stream().mapToLong(Long::longValue).sum(),
                prices.spend(own, false),
                prices.spend(own, true));
    }

    private Map<String, Long> own(Side side) {
        return grants(side, (key, mine) -> mine);
    }

    /** Grants by incentive of those playbooks that are asked for. */
    private Map<String, Long> grants(Side side, BiPredicate<String, Boolean> which) {
        Map<String, Long> grants = new HashMap<>();
        tally.of(GrantKey.class, side).forEach((key, count) -> {
            if (which.test(key.playbook(), key.playbook().equals(playbook))) {
                grants.merge(key.incentive(), count, Long::sum);
            }
        });
        return grants;
    }

    private List<BudgetUse> budgets() {
        List<BudgetUse> uses = new ArrayList<>();
        BudgetId campaign = BudgetId.campaign(playbook);
        budget(campaign, plan.campaign(playbook).orElse(null))
                .ifPresent(budget -> uses.add(use(budget, Set.of(playbook))));
        plan.groups().forEach((name, group) -> {
            if (group.playbooks().contains(playbook)) {
                budget(new BudgetId(BudgetId.Kind.GROUP, name), group.allotment())
                        .ifPresent(budget -> uses.add(use(budget, group.playbooks())));
            }
        });
        plan.periods()
                .forEach((name, allotment) -> budget(new BudgetId(BudgetId.Kind.PERIOD, name), allotment)
                        .ifPresent(budget -> uses.add(use(budget, Set.of()))));
        return uses;
    }

    /** The open one, else as it would be opened. */
    private Optional<Budget> budget(BudgetId id, @Nullable Allotment planned) {
        Budget known = open.get(id);
        return known != null || planned == null
                ? Optional.ofNullable(known)
                : Optional.of(
                        Budget.open(id, new Limits(planned.total(), planned.perPeriod(), planned.period()), asOf));
    }

    /**
     * What is claimed of a budget.
     *
     * @param sharers playbooks that share it; empty for all
     */
    private BudgetUse use(Budget budget, Set<String> sharers) {
        Asset asset = budget.asset();
        Map<String, Long> others =
                grants(Side.DRAFT, (key, mine) -> !mine && (sharers.isEmpty() || sharers.contains(key)));
        return new BudgetUse(
                budget.id().toString(),
                Amount.of(budget.limits().total()),
                Amount.of(budget.limits().perPeriod()),
                budget.limits().period().text(),
                Amount.of(budget.left(asOf)),
                Amount.of(prices.in(asset, own(Side.LIVE), true)),
                Amount.of(prices.in(asset, own(Side.DRAFT), false)),
                Amount.of(prices.in(asset, own(Side.DRAFT), true)),
                Amount.of(prices.in(asset, others, true)));
    }

    private List<Slice> slices() {
        Map<SliceKey, Map<String, Long>> grants = new HashMap<>();
        tally.of(SliceGrantKey.class, Side.DRAFT)
                .forEach((key, count) -> grants.computeIfAbsent(key.slice(), slice -> new HashMap<>())
                        .put(key.incentive(), count));
        Set<SliceKey> keys = new HashSet<>(grants.keySet());
        tally.of(Tally.ChangeKey.class, Side.DRAFT).keySet().forEach(key -> keys.add(key.slice()));
        keys.remove(Tally.ALL);
        return keys.stream()
                .map(key -> slice(key, Objects.requireNonNullElse(grants.get(key), Map.of())))
                .sorted(Comparator.comparing(Slice::dimension)
                        .thenComparing(slice -> bands.indexOf(slice.value()))
                        .thenComparing(Slice::value))
                .toList();
    }

    private Slice slice(SliceKey key, Map<String, Long> grants) {
        return new Slice(
                key.dimension(),
                key.value(),
                audience(key),
                prices.spend(grants, false).reference(),
                prices.spend(grants, true).reference());
    }
}
