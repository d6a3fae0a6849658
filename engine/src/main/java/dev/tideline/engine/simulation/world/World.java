package dev.tideline.engine.simulation.world;

import dev.tideline.engine.arbitration.Arbiter.Contest;
import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.store.BudgetRooms;
import dev.tideline.engine.simulation.tally.Side;
import dev.tideline.engine.simulation.world.Queue.Group;
import dev.tideline.engine.sweep.claim.ClaimPhase.Demand;
import dev.tideline.engine.sweep.claim.Scarcity;
import dev.tideline.engine.sweep.claim.Staging;
import dev.tideline.engine.sweep.claim.Staging.Waiting;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One side of a simulation: who claims what of which budgets. */
final class World {

    private final Rehearsal rehearsal;
    private final Staging staging;
    private final Queue queue = new Queue();
    private final Map<BudgetId, Budget> shared;
    private final Instant at;

    private World(Rehearsal rehearsal, Staging staging, Map<BudgetId, Budget> shared, Instant at) {
        this.rehearsal = rehearsal;
        this.staging = staging;
        this.shared = shared;
        this.at = at;
    }

    /**
     * The world of a side.
     *
     * @param shared the open budgets of campaigns, groups and periods
     * @param persons how many there are
     */
    static World of(
            Transaction transaction,
            Given given,
            Side side,
            Map<BudgetId, Budget> shared,
            long persons,
            EvaluationPolicy policy) {
        Rehearsal rehearsal = Rehearsal.of(transaction, given, side, shared, policy);
        var scarce = Scarcity.of(transaction, policy, given.rules(side), given.playbooks(side), persons, given.asOf());
        Staging staging = new Staging(
                rehearsal.charging(), scarce, policy.model().vocabulary().user());
        return new World(rehearsal, staging, shared, given.asOf());
    }

    Queue queue() {
        return queue;
    }

    /** Settles whom nothing keeps waiting; the others join the queue. */
    Map<Long, Arbitration> first(Transaction transaction, List<Contest> contests) {
        Map<Long, Arbitration> settled = new LinkedHashMap<>();
        List<Contest> asking = new ArrayList<>();
        for (Contest contest : contests) {
            long person = contest.person().personNo();
            var wishes = contest.wishes();
            if (wishes.isEmpty()) {
                settled.put(person, contest.settle(Purse.BOUNDLESS));
                continue;
            }
            List<Waiting> waiting = staging.waiting(wishes);
            if (waiting.isEmpty()) {
                asking.add(contest);
            } else {
                queue.add(person, waiting);
            }
        }
        if (!asking.isEmpty()) {
            settled.putAll(rehearsal.apart(transaction, asking));
        }
        return settled;
    }

    /** Settles those whose turn it is. */
    Map<Long, Arbitration> inTurn(Transaction transaction, Group group, List<Contest> contests) {
        Map<Long, Contest> byPerson = new HashMap<>();
        contests.forEach(contest -> byPerson.put(contest.person().personNo(), contest));
        List<Contest> ordered = new ArrayList<>();
        group.persons().stream().filter(byPerson::containsKey).forEach(person -> ordered.add(byPerson.get(person)));
        queue.await(group);
        Map<Long, Arbitration> settled = rehearsal.inTurn(transaction, ordered);
        queue.pass(group);
        return settled;
    }

    /** Who is next in the queue; empty if nobody is left. */
    Optional<Group> next(Transaction transaction) {
        return Optional.ofNullable(queue.next(demands -> tight(transaction, demands)));
    }

    private Set<String> tight(Transaction transaction, List<Demand> demands) {
        Map<BudgetId, Budget> open = new HashMap<>(shared);
        open.putAll(new BudgetRooms(transaction)
                .of(demands.stream()
                        .flatMap(demand -> demand.id().stream())
                        .filter(id -> !shared.containsKey(id))
                        .toList()));
        return demands.stream()
                .filter(demand -> demand.isTight(open, rehearsal.plan(), at))
                .map(Demand::budget)
                .collect(Collectors.toSet());
    }
}
