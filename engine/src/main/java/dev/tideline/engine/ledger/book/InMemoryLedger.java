package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.Trial;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.LimitChange;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.ClaimResult;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A ledger without a database, for simulations and tests. Used by one thread. */
public final class InMemoryLedger implements Ledger {

    private final Map<BudgetId, Budget> budgets = new HashMap<>();
    private final Map<GrantId, Grant> grants = new TreeMap<>();
    private final Map<GrantKey, GrantId> live = new HashMap<>();
    private final Map<String, RunTally> runs = new HashMap<>();
    private final List<Entry> entries = new ArrayList<>();
    private long lastId;

    @Override
    public <T> T claiming(Collection<Claim> possible, Instant at, Function<ClaimDesk, T> work) {
        possible.stream()
                .flatMap(claim -> claim.charges().stream())
                .forEach(charge -> open(charge.budget(), charge.opening(), at));
        Round round = round();
        T result = work.apply(new RoundDesk(round, at));
        keep(round);
        return result;
    }

    @Override
    public <T> T trying(Collection<Claim> possible, Trial trial, Instant at, Function<ClaimDesk, T> work) {
        Map<BudgetId, Budget> seen = new HashMap<>(budgets);
        possible.stream()
                .flatMap(claim -> claim.charges().stream())
                .forEach(charge ->
                        seen.computeIfAbsent(charge.budget(), unknown -> Budget.open(unknown, charge.opening(), at)));
        seen.replaceAll((id, budget) -> trial.of(budget, at));
        Round round = new Round(seen, live, runs, Tried.numbers());
        T result = work.apply(new RoundDesk(round, at));
        round.budgets().forEach((id, after) -> trial.note(Objects.requireNonNull(seen.get(id)), after));
        return result;
    }

    @Override
    public Optional<ClaimResult> release(GrantId id, Instant at) {
        Grant grant = grants.get(id);
        if (grant == null || grant.state().charged()) {
            return Optional.ofNullable(grant).map(known -> new ClaimResult.Duplicate(known.id()));
        }
        if (!Permission.releasable(grant, at)) {
            return Optional.empty();
        }
        Round round = round();
        ClaimResult result = round.release(grant, at);
        keep(round);
        return Optional.of(result);
    }

    @Override
    public Moved move(GrantId id, Step step, Instant at) {
        return one(id, grant -> Permission.denial(grant, step, at), (round, grant) -> round.move(grant, step));
    }

    @Override
    public Moved post(GrantId id, Money earned, Instant at) {
        return one(id, grant -> Permission.denial(grant, earned, at), (round, grant) -> round.post(grant, earned));
    }

    @Override
    public Moved refund(GrantId id, Money part, Instant at) {
        return one(id, grant -> Permission.denial(grant, part), (round, grant) -> round.refund(grant, part));
    }

    private Moved one(GrantId id, Function<Grant, Optional<Moved>> denial, BiFunction<Round, Grant, Grant> step) {
        Grant grant = grants.get(id);
        if (grant == null) {
            return new Moved.Unknown();
        }
        return denial.apply(grant).orElseGet(() -> {
            Round round = round();
            Moved done = new Moved.Done(step.apply(round, grant));
            keep(round);
            return done;
        });
    }

    @Override
    public Moved lapsing(GrantId id, Instant until, Instant at) {
        Grant grant = grants.get(id);
        if (grant == null) {
            return new Moved.Unknown();
        }
        return Permission.lapsing(grant).orElseGet(() -> {
            Grant other = grant.lapsing(until);
            grants.put(id, other);
            return new Moved.Done(other);
        });
    }

    @Override
    public int expireDue(Instant at, int most) {
        List<Grant> due = grants.values().stream()
                .filter(grant -> grant.state() == GrantState.RESERVED || grant.state() == GrantState.HELD)
                .filter(grant -> !at.isBefore(grant.expiresAt()))
                .sorted(Comparator.comparing(Grant::expiresAt).thenComparing(Grant::id))
                .limit(most)
                .toList();
        Round round = round();
        due.forEach(grant -> round.move(grant, Step.EXPIRE));
        keep(round);
        return due.size();
    }

    @Override
    public Budget open(BudgetId id, Limits limits, Instant at) {
        return budgets.computeIfAbsent(id, unknown -> Budget.open(unknown, limits, at));
    }

    @Override
    public LimitChange limit(BudgetId id, Limits limits, long revision, Instant at) {
        Budget budget = budgets.get(id);
        if (budget == null) {
            return new LimitChange.Unknown();
        }
        return LimitChange.denial(budget, limits, revision).orElseGet(() -> {
            Instant start = budget.windowStart(limits, at);
            Budget changed = budget.limited(limits, start, spentSince(budget, start));
            budgets.put(id, changed);
            return LimitChange.changed(changed, at);
        });
    }

    private Money spentSince(Budget budget, Instant start) {
        return grants.values().stream()
                .filter(grant -> grant.state().charged() && grant.budgets().contains(budget.id()))
                .filter(grant -> !grant.countedAt().isBefore(start))
                .map(grant -> grant.left().in(budget.asset()))
                .reduce(budget.asset().zero(), Money::plus);
    }

    @Override
    public LimitChange close(BudgetId id, boolean closed, long revision, Instant at) {
        Budget budget = budgets.get(id);
        if (budget == null) {
            return new LimitChange.Unknown();
        }
        return LimitChange.denial(budget, revision).orElseGet(() -> {
            Budget changed = budget.closed(closed);
            budgets.put(id, changed);
            return LimitChange.changed(changed, at);
        });
    }

    @Override
    public Optional<Budget> budget(BudgetId id) {
        return Optional.ofNullable(budgets.get(id));
    }

    @Override
    public Optional<Grant> grant(GrantId id) {
        return Optional.ofNullable(grants.get(id));
    }

    @Override
    public Optional<Grant> live(GrantKey key) {
        return Optional.ofNullable(live.get(key)).map(grants::get);
    }

    /** Every entry so far, oldest first. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    private Round round() {
        return new Round(budgets, live, runs, () -> new GrantId(++lastId));
    }

    private void keep(Round round) {
        budgets.putAll(round.budgets());
        runs.putAll(round.runs());
        entries.addAll(round.entries());
        round.made().forEach(this::keep);
        round.changed().forEach(this::keep);
    }

    private void keep(Grant grant) {
        grants.put(grant.id(), grant);
        if (grant.state().live()) {
            live.put(grant.key(), grant.id());
        } else {
            live.remove(grant.key(), grant.id());
        }
    }
}
