package dev.tideline.engine.sweep.claim;

import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.BudgetId.Kind;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.store.BudgetRooms;
import dev.tideline.engine.rulebook.Predecessors;
import dev.tideline.engine.sweep.run.RunTerms;
import dev.tideline.rules.budgets.Allotment;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.Hold;
import dev.tideline.rules.candidate.Part;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which budgets may not do for all persons of a run, were every rule to fit every one of them: what is claimed from these
 * waits for the second pass. The others are sure to have room, so that it does not matter who comes first.
 */
public final class Scarcity {

    private static final String BREAKER = "BREAKER:";

    private final EvaluationPolicy policy;
    private final BudgetPlan plan;
    private final Map<String, Money> mostByPlaybook = new TreeMap<>();
    private final Map<String, Long> grantsByPlaybook = new HashMap<>();

    private Scarcity(EvaluationPolicy policy, BudgetPlan plan, Collection<CheckedRule> rules, Set<String> playbooks) {
        this.policy = policy;
        this.plan = plan;
        rules.stream().filter(rule -> playbooks.contains(rule.playbook())).forEach(this::add);
    }

    /** The scarce budgets, {@code CAMPAIGN:key} …, and breakers that count a run, {@code BREAKER:playbook}. */
    public static Set<String> of(
            Transaction transaction,
            EvaluationPolicy policy,
            Collection<CheckedRule> rules,
            Set<String> playbooks,
            long persons,
            Instant at) {
        BudgetPlan plan = RunTerms.of(transaction, playbooks, Predecessors.NONE).within(policy.budgets());
        Scarcity scarcity = new Scarcity(policy, plan, rules, playbooks);
        Map<BudgetId, Money> most = scarcity.most();
        Map<BudgetId, Budget> open = new BudgetRooms(transaction).of(most.keySet());
        Set<String> scarce = new TreeSet<>(scarcity.breakers(persons));
        most.forEach((id, perPerson) -> {
            boolean runsOut = Optional.ofNullable(open.get(id))
                    .or(() -> scarcity.planned(id, at))
                    .filter(budget -> mayRunOut(budget, perPerson.times(persons), at))
                    .isPresent();
            if (runsOut) {
                scarce.add(id.toString());
            }
        });
        return scarce;
    }

    /** How the breaker of a playbook is named among scarce budgets. */
    static String breaker(String playbook) {
        return BREAKER + playbook;
    }

    /** One that counts another asset is asked in turn: what grants come to in it is not known here. */
    private static boolean mayRunOut(Budget budget, Money most, Instant at) {
        return budget.closed() || !budget.asset().equals(most.asset()) || most.exceeds(budget.left(at));
    }

    /** The most that one person can cost by this rule; what has no rate is never granted. */
    private void add(CheckedRule rule) {
        rule.parts().stream()
                .filter(Part.Incentive.class::isInstance)
                .flatMap(part -> policy.incentives().named(part.key()).stream())
                .flatMap(incentive -> worth(incentive).stream())
                .forEach(worth -> {
                    mostByPlaybook.merge(rule.playbook(), worth, Money::plus);
                    grantsByPlaybook.merge(rule.playbook(), 1L, Long::sum);
                });
    }

    private Optional<Money> worth(Incentive incentive) {
        return new Charging(plan, policy.model().vocabulary().user(), Map.of(), "")
                .cost(incentive.reserved())
                .map(Cost::reference);
    }

    private Map<BudgetId, Money> most() {
        Map<BudgetId, Money> most = new TreeMap<>();
        mostByPlaybook.forEach((playbook, worth) -> {
            most.put(new BudgetId(Kind.CAMPAIGN, playbook), worth);
            plan.groups().forEach((name, shared) -> {
                if (shared.playbooks().contains(playbook)) {
                    most.merge(new BudgetId(Kind.GROUP, name), worth, Money::plus);
                }
            });
            plan.periods().keySet().forEach(name -> most.merge(new BudgetId(Kind.PERIOD, name), worth, Money::plus));
        });
        return most;
    }

    private Optional<Budget> planned(BudgetId id, Instant at) {
        Optional<Allotment> allotment = switch (id.kind()) {
            case CAMPAIGN -> plan.campaign(id.key());
            case GROUP -> Optional.ofNullable(plan.groups().get(id.key())).map(BudgetPlan.Shared::allotment);
            default -> Optional.ofNullable(plan.periods().get(id.key()));
        };
        return allotment.map(
                planned -> Budget.open(id, new Limits(planned.total(), planned.perPeriod(), planned.period()), at));
    }

    private Set<String> breakers(long persons) {
        Set<String> scarce = new TreeSet<>();
        mostByPlaybook.forEach((playbook, worth) -> {
            Hold hold = plan.hold(playbook);
            long grants = Math.multiplyExact(persons, Objects.requireNonNull(grantsByPlaybook.get(playbook)));
            if (hold.countsRuns()
                    && (grants > hold.first() || worth.times(persons).exceeds(hold.perRun()))) {
                scarce.add(breaker(playbook));
            }
        });
        return scarce;
    }
}
