package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Breakers;
import dev.tideline.engine.ledger.grant.Charge;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Claims and steps, one after another, on budgets that stand as given; what they change is collected. Used by one thread.
 */
public final class Round {

    private final Map<BudgetId, Budget> budgets;
    private final Map<GrantKey, GrantId> live;
    private final Map<String, RunTally> runs;
    private final Supplier<GrantId> ids;
    private final Deque<GrantId> unused = new ArrayDeque<>();
    private final List<Grant> made = new ArrayList<>();
    private final List<Before> before = new ArrayList<>();
    private final List<Grant> changed = new ArrayList<>();
    private final List<Entry> entries = new ArrayList<>();

    /**
     * A round.
     *
     * @param budgets every budget that is charged or freed
     * @param live the live grants of the keys that are claimed
     * @param runs tallies of the runs that are counted; a run without one starts at nothing
     * @param ids numbers for new grants
     */
    public Round(
            Map<BudgetId, Budget> budgets,
            Map<GrantKey, GrantId> live,
            Map<String, RunTally> runs,
            Supplier<GrantId> ids) {
        this.budgets = new HashMap<>(budgets);
        this.live = new HashMap<>(live);
        this.runs = new HashMap<>(runs);
        this.ids = ids;
    }

    /** A round of steps of grants that were made before: it makes none. */
    public static Round ofSteps(Map<BudgetId, Budget> budgets) {
        return new Round(budgets, Map.of(), Map.of(), () -> {
            throw new IllegalStateException("A step makes no grant");
        });
    }

    /** How everything stood before a grant was made. */
    private record Before(
            Map<BudgetId, Budget> budgets,
            Claim claim,
            @Nullable RunTally tally,
            int entries) {}

    /** Number of grants made, to which {@link #backTo} returns. */
    int claimed() {
        return made.size();
    }

    /** Takes back the grants made after the first so many, the last one first. */
    void backTo(int claimed) {
        while (made.size() > claimed) {
            int last = made.size() - 1;
            Before then = before.remove(last);
            Grant grant = made.remove(last);
            budgets.putAll(then.budgets());
            live.remove(grant.key());
            unused.push(grant.id());
            if (then.tally() == null) {
                runs.remove(then.claim().breakers().run());
            } else {
                runs.put(then.claim().breakers().run(), then.tally());
            }
            entries.subList(then.entries(), entries.size()).clear();
        }
    }

    private Before before(Claim claim, List<BudgetId> charged) {
        Map<BudgetId, Budget> now = new HashMap<>();
        charged.forEach(id -> now.put(id, budget(id)));
        return new Before(now, claim, runs.get(claim.breakers().run()), entries.size());
    }

    /** Claims one grant. A refusal wins over a breaker that counts a run: what is refused anyway needs no release. */
    public ClaimResult claim(Claim claim, Instant at) {
        GrantId existing = live.get(claim.key());
        if (existing != null) {
            return new ClaimResult.Duplicate(existing);
        }
        List<BudgetId> charged = claim.charges().stream().map(Charge::budget).toList();
        Instant counted = counted(charged, at);
        Optional<ClaimResult> refused = refusal(charged, claim.cost(), counted);
        if (refused.isPresent()) {
            return refused.get();
        }
        Optional<ClaimResult.By> held = held(claim);
        Grant grant = grant(claim, charged, counted, held.isPresent());
        before.add(before(claim, charged));
        made.add(grant);
        live.put(grant.key(), grant.id());
        if (held.isPresent()) {
            return new ClaimResult.Held(grant.id(), held.get());
        }
        if (claim.breakers().counts()) {
            runs.put(claim.breakers().run(), tally(claim).plus(claim.cost().reference()));
        }
        charge(grant);
        return new ClaimResult.Claimed(grant.id());
    }

    private Grant grant(Claim claim, List<BudgetId> charged, Instant counted, boolean held) {
        Cost cost = claim.cost();
        Cost nothing = cost.minus(cost);
        return new Grant(
                unused.isEmpty() ? ids.get() : unused.pop(),
                claim.key(),
                claim.incentive(),
                held ? GrantState.HELD : GrantState.RESERVED,
                cost,
                nothing,
                charged,
                claim.locked(),
                counted,
                claim.expiresAt());
    }

    /** Charges a held grant after all; its breakers no longer count. */
    public ClaimResult release(Grant grant, Instant at) {
        Instant counted = counted(grant.budgets(), at);
        Optional<ClaimResult> refused = refusal(grant.budgets(), grant.cost(), counted);
        if (refused.isPresent()) {
            return refused.get();
        }
        Grant released = grant.in(GrantState.RESERVED).counted(counted);
        changed.add(released);
        charge(released);
        return new ClaimResult.Claimed(grant.id());
    }

    /** Lets a grant take a step other than RESERVE; what is freed goes back to its budgets. */
    public Grant move(Grant grant, Step step) {
        return step.frees() ? back(grant, step, grant.left()) : forward(grant, step);
    }

    /** Posts so much of a reserved grant; the rest goes back first, its worth cut as that of every part that comes back. */
    public Grant post(Grant grant, Money earned) {
        Cost rest = grant.cost().part(grant.cost().token().minus(earned));
        Grant less = grant.costing(grant.cost().minus(rest));
        free(Step.REFUND, grant, less, rest);
        return forward(less, Step.POST);
    }

    /** Gives back a part of a posted grant; with the last of it the grant is taken back. */
    public Grant refund(Grant grant, Money part) {
        if (part.equals(grant.left().token())) {
            return move(grant, Step.CLAW_BACK);
        }
        Cost sum = grant.cost().part(grant.refunded().token().plus(part));
        return back(grant, Step.REFUND, sum.minus(grant.refunded()));
    }

    private Grant forward(Grant grant, Step step) {
        Grant after = grant.in(step.after(grant));
        changed.add(after);
        entries.addAll(Bookings.of(step, grant, after, grant.left(), this::budget));
        return after;
    }

    private Grant back(Grant grant, Step step, Cost freed) {
        boolean posted = grant.state().posted();
        Cost refunded = posted ? grant.cost().minus(grant.left().minus(freed)) : grant.refunded();
        Grant after = grant.in(step.after(grant)).refunded(refunded);
        changed.add(after);
        if (grant.state().charged()) {
            free(step, grant, after, freed);
        }
        return after;
    }

    private void free(Step step, Grant grant, Grant after, Cost freed) {
        for (BudgetId id : grant.budgets()) {
            Budget budget = budget(id);
            budgets.put(id, budget.released(freed.in(budget.asset()), grant.countedAt()));
        }
        entries.addAll(Bookings.of(step, grant, after, freed, this::budget));
    }

    private void charge(Grant grant) {
        for (BudgetId id : grant.budgets()) {
            Budget budget = budget(id);
            budgets.put(id, budget.charged(grant.cost().in(budget.asset()), grant.countedAt()));
        }
        entries.addAll(Bookings.of(Step.RESERVE, grant, grant, grant.cost(), this::budget));
    }

    /** A clock that runs behind counts in the latest window that was seen: no window is ever spent twice. */
    private Instant counted(List<BudgetId> charged, Instant at) {
        return charged.stream()
                .map(id -> budget(id).periodStart())
                .filter(start -> start.isAfter(at))
                .max(Instant::compareTo)
                .orElse(at);
    }

    private Optional<ClaimResult> refusal(List<BudgetId> charged, Cost cost, Instant at) {
        return charged.stream()
                .map(this::budget)
                .filter(budget -> !budget.admits(cost.in(budget.asset()), at))
                .map(budget -> (ClaimResult) new ClaimResult.Refused(
                        budget.id(),
                        budget.closed() ? budget.asset().zero() : budget.left(at),
                        cost.in(budget.asset())))
                .findFirst();
    }

    /** A budget as it stands now. */
    Budget budget(BudgetId id) {
        return Objects.requireNonNull(budgets.get(id), () -> "Budget " + id + " was not read for this round");
    }

    private Optional<ClaimResult.By> held(Claim claim) {
        Breakers breakers = claim.breakers();
        Money worth = claim.cost().reference();
        if (worth.exceeds(breakers.mostPerGrant())) {
            return Optional.of(ClaimResult.By.GRANT_TOO_LARGE);
        }
        if (breakers.first() == 0) {
            return Optional.of(ClaimResult.By.FIRST_N);
        }
        return breakers.counts() ? tally(claim).held(breakers, worth) : Optional.empty();
    }

    private RunTally tally(Claim claim) {
        return runs.getOrDefault(
                claim.breakers().run(),
                new RunTally(0, claim.cost().reference().asset().zero()));
    }

    /** Every budget as it stands now. */
    public Map<BudgetId, Budget> budgets() {
        return Map.copyOf(budgets);
    }

    /** Those budgets that entries charge or free. */
    public Set<BudgetId> charged() {
        return Stream.concat(made.stream(), changed.stream())
                .flatMap(grant -> grant.budgets().stream())
                .collect(Collectors.toSet());
    }

    /** Every tally as it stands now. */
    public Map<String, RunTally> runs() {
        return Map.copyOf(runs);
    }

    /** New grants, in the order of their claims. */
    public List<Grant> made() {
        return List.copyOf(made);
    }

    /** Grants that took a step. */
    public List<Grant> changed() {
        return List.copyOf(changed);
    }

    /** All entries, in order. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }
}
