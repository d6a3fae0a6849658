package dev.tideline.engine.simulation.world;

import dev.tideline.engine.arbitration.Arbiter.Contest;
import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.budget.DeskPurse;
import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.book.Round;
import dev.tideline.engine.ledger.book.RoundDesk;
import dev.tideline.engine.ledger.book.RunTally;
import dev.tideline.engine.ledger.book.Tried;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.BudgetId.Kind;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.store.BudgetRooms;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.rulebook.Predecessors;
import dev.tideline.engine.simulation.tally.Side;
import dev.tideline.engine.sweep.claim.KnownGrants;
import dev.tideline.engine.sweep.run.RunTerms;
import dev.tideline.rules.budgets.BudgetPlan;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Claims of one side, of which nothing is booked: on budgets as they stood when the simulation began, less what this side
 * would have spent of them since. What is spent in earnest meanwhile is not seen.
 */
final class Rehearsal {

    private final BudgetPlan plan;
    private final Charging charging;
    private final Instant at;
    private final Map<BudgetId, Budget> budgets;
    private final Map<String, RunTally> runs = new HashMap<>();

    private Rehearsal(BudgetPlan plan, Charging charging, Map<BudgetId, Budget> shared, Instant at) {
        this.plan = plan;
        this.charging = charging;
        this.at = at;
        this.budgets = new HashMap<>(shared);
    }

    /**
     * The rehearsal of a side. A publication in force lets no more be granted in a run than its simulation found; the draft
     * brings a maximum of its own.
     *
     * @param shared the open budgets of campaigns, groups and periods
     */
    static Rehearsal of(
            Transaction transaction, Given given, Side side, Map<BudgetId, Budget> shared, EvaluationPolicy policy) {
        Set<String> published = given.playbooks(side);
        if (side == Side.DRAFT) {
            published.remove(given.playbook());
        }
        BudgetPlan plan = RunTerms.of(transaction, published, Predecessors.NONE).within(policy.budgets());
        Map<BudgetId, Limits> limits = shared.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().limits()));
        Charging charging = new Charging(plan, policy.model().vocabulary().user(), limits, "simulation");
        return new Rehearsal(plan, charging, shared, given.asOf());
    }

    BudgetPlan plan() {
        return plan;
    }

    Charging charging() {
        return charging;
    }

    /** These budgets as they stand by now. */
    Map<BudgetId, Budget> stand(Transaction transaction, SortedMap<BudgetId, Limits> charged) {
        Map<BudgetId, Budget> stand = new HashMap<>();
        Map<BudgetId, Limits> unread = new TreeMap<>();
        charged.forEach((id, limits) -> {
            Budget known = budgets.get(id);
            if (known != null) {
                stand.put(id, known);
            } else {
                unread.put(id, limits);
            }
        });
        Map<BudgetId, Budget> read = unread.keySet().stream().allMatch(Rehearsal::isShared)
                ? Map.of()
                : new BudgetRooms(transaction).of(unread.keySet());
        unread.forEach((id, limits) -> {
            Budget known = read.get(id);
            stand.put(id, known == null ? Budget.open(id, limits, at) : known);
        });
        return stand;
    }

    /** Of these it is known which are open. */
    private static boolean isShared(BudgetId id) {
        return id.kind() == Kind.CAMPAIGN || id.kind() == Kind.GROUP || id.kind() == Kind.PERIOD;
    }

    /** Whom nothing keeps waiting: there is room for all of them, so that what they spend need not be kept. Thread-safe. */
    Map<Long, Arbitration> apart(Transaction transaction, List<Contest> asking) {
        Map<Long, Arbitration> settled = new LinkedHashMap<>();
        claim(transaction, asking, settled);
        return settled;
    }

    /** Those whose turn it is, in this order; what they spend is missing for those after them. One call at a time. */
    Map<Long, Arbitration> inTurn(Transaction transaction, List<Contest> asking) {
        Map<Long, Arbitration> settled = new LinkedHashMap<>();
        Round round = claim(transaction, asking, settled);
        round.budgets().forEach((id, budget) -> {
            if (id.kind() != Kind.PERSON) {
                budgets.put(id, budget);
            }
        });
        runs.putAll(round.runs());
        return settled;
    }

    /**
     * What money says to one person at a time, who gives back what he took before the next one asks. Nothing is spent by it.
     *
     * @param possible every claim that one of them may make
     */
    Purse alone(Transaction transaction, List<Claim> possible) {
        return possible.isEmpty() ? Purse.BOUNDLESS : purse(transaction, possible, round(transaction, possible));
    }

    private Round claim(Transaction transaction, List<Contest> asking, Map<Long, Arbitration> settled) {
        List<Claim> possible = asking.stream()
                .flatMap(contest -> contest.wishes().stream())
                .flatMap(wish -> charging.of(wish).claims())
                .toList();
        Round round = round(transaction, possible);
        Purse purse = purse(transaction, possible, round);
        asking.forEach(contest -> settled.put(contest.person().personNo(), contest.settle(purse)));
        return round;
    }

    private Round round(Transaction transaction, List<Claim> possible) {
        return new Round(
                stand(transaction, charged(possible)),
                new PostgresLedger(transaction)
                        .liveGrants(possible.stream().map(Claim::key).distinct().toList()),
                runs,
                Tried.numbers());
    }

    private Purse purse(Transaction transaction, List<Claim> possible, Round round) {
        return new DeskPurse(charging, KnownGrants.of(transaction, possible), new RoundDesk(round, at));
    }

    private static SortedMap<BudgetId, Limits> charged(List<Claim> possible) {
        SortedMap<BudgetId, Limits> charged = new TreeMap<>();
        for (Claim claim : possible) {
            for (Charge charge : claim.charges()) {
                charged.putIfAbsent(charge.budget(), charge.opening());
            }
        }
        return charged;
    }
}
