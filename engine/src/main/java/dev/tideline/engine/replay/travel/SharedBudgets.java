package dev.tideline.engine.replay.travel;

import dev.tideline.engine.arbitration.Arbiter.Contest;
import dev.tideline.engine.arbitration.budget.Charging;
import dev.tideline.engine.arbitration.budget.DeskPurse;
import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.book.Round;
import dev.tideline.engine.ledger.book.RoundDesk;
import dev.tideline.engine.ledger.book.RunTally;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.rules.incentives.Incentive;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * The budgets of the plan, shared by everybody, opened empty on the first day. What nobody claims in time comes back, and
 * is forgotten then: in memory are the grants that are out, and the budgets. For one thread.
 */
final class SharedBudgets {

    private final EvaluationPolicy policy;
    private final Map<BudgetId, Budget> budgets = new HashMap<>();
    private final Map<GrantKey, GrantId> live = new HashMap<>();
    private final Map<String, RunTally> runs = new HashMap<>();
    private final PriorityQueue<Grant> out =
            new PriorityQueue<>(Comparator.comparing(Grant::expiresAt).thenComparing(Grant::id));
    private Charging charging;
    private long lastId;

    SharedBudgets(EvaluationPolicy policy) {
        this.policy = policy;
        this.charging = charging("");
    }

    private Charging charging(String day) {
        return new Charging(policy.budgets(), policy.model().vocabulary().user(), Map.of(), "replay " + day);
    }

    /** Begins a day: breakers count it as they count a run, and what lapsed has come back. */
    void begin(Instant asOf) {
        charging = charging(asOf.toString());
        runs.clear();
        for (Grant grant = out.peek(); grant != null && !asOf.isBefore(grant.expiresAt()); grant = out.peek()) {
            out.remove();
            live.remove(grant.key(), grant.id());
            Map<BudgetId, Budget> charged = new HashMap<>();
            grant.budgets().forEach(id -> charged.put(id, budgets.get(id)));
            Round round = new Round(charged, Map.of(), Map.of(), () -> new GrantId(++lastId));
            Grant unused = round.move(grant, Step.EXPIRE);
            budgets.putAll(round.budgets());
        }
    }

    /** Takes a person through steps 7 to 9. */
    Arbitration settle(Contest contest, Instant asOf) {
        List<Claim> claims = contest.wishes().stream()
                .flatMap(wish -> charging.of(wish).claims())
                .toList();
        Map<BudgetId, Budget> asked = new HashMap<>();
        Map<GrantKey, GrantId> known = new HashMap<>();
        for (Claim claim : claims) {
            for (Charge charge : claim.charges()) {
                asked.put(
                        charge.budget(),
                        budgets.computeIfAbsent(charge.budget(), id -> Budget.open(id, charge.opening(), asOf)));
            }
            GrantId before = live.get(claim.key());
            if (before != null) {
                known.put(claim.key(), before);
            }
        }
        Round round = new Round(asked, known, runs, () -> new GrantId(++lastId));
        Arbitration decided = contest.settle(
                claims.isEmpty() && contest.wishes().isEmpty()
                        ? Purse.BOUNDLESS
                        : new DeskPurse(charging, Map.of(), new RoundDesk(round, asOf)));
        budgets.putAll(round.budgets());
        runs.putAll(round.runs());
        round.made().forEach(grant -> {
            live.put(grant.key(), grant.id());
            out.add(grant);
        });
        return decided;
    }

    /** When the window of the campaign that a wish is charged to began. */
    Instant period(Wish wish) {
        return charging.of(wish)
                .claims()
                .flatMap(claim -> claim.charges().stream())
                .findFirst()
                .map(charge -> charge.opening().period().start(wish.at()))
                .orElse(wish.at());
    }

    /** What an incentive costs, in the reference; nothing if nobody says what its asset is worth. */
    BigDecimal cost(Incentive incentive) {
        return charging.cost(incentive.reserved())
                .map(Cost::reference)
                .map(money -> money.amount())
                .orElse(BigDecimal.ZERO);
    }
}
