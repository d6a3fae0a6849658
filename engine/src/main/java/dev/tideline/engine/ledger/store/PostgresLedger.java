package dev.tideline.engine.ledger.store;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.Trial;
import dev.tideline.engine.ledger.book.Permission;
import dev.tideline.engine.ledger.book.Round;
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
import dev.tideline.engine.ledger.store.row.BudgetRows;
import dev.tideline.engine.ledger.store.row.GrantRows;
import dev.tideline.engine.ledger.store.row.RoundRows;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The ledger within one transaction of PostgreSQL. Locks are taken in one order by everybody: grants, budgets by number,
 * runs by key. A {@code DatabaseException} that is worth retrying asks for the whole transaction anew.
 */
public final class PostgresLedger implements Ledger {

    private final PostgresClaims claims;
    private final BudgetRows budgets;
    private final GrantRows grants;
    private final RoundRows rounds;

    public PostgresLedger(Transaction transaction) {
        this(transaction, false);
    }

    /**
     * A ledger that books claims as the last thing of the transaction where there is room for all that may be claimed, so that
     * those who charge the same budgets follow one another for that long only. Where a budget has changed meanwhile so that it
     * may not do, nothing is committed and the transaction is worth retrying. What is claimed is not seen before the end.
     */
    public static PostgresLedger bookingLast(Transaction transaction) {
        return new PostgresLedger(transaction, true);
    }

    private PostgresLedger(Transaction transaction, boolean last) {
        claims = new PostgresClaims(transaction, last);
        budgets = new BudgetRows(transaction);
        grants = new GrantRows(transaction);
        rounds = new RoundRows(transaction);
    }

    @Override
    public <T> T claiming(Collection<Claim> possible, Instant at, Function<ClaimDesk, T> work) {
        return claims.claiming(possible, at, work);
    }

    @Override
    public <T> T trying(Collection<Claim> possible, Trial trial, Instant at, Function<ClaimDesk, T> work) {
        return claims.trying(possible, trial, at, work);
    }

    @Override
    public Optional<ClaimResult> release(GrantId id, Instant at) {
        Grant grant = grants.lock(id).orElse(null);
        if (grant == null || grant.state().charged()) {
            return Optional.ofNullable(grant).map(known -> new ClaimResult.Duplicate(known.id()));
        }
        if (!Permission.releasable(grant, at)) {
            return Optional.empty();
        }
        Map<BudgetId, Budget> before = budgets.lock(grant.budgets());
        Round round = Round.ofSteps(before);
        ClaimResult result = round.release(grant, at);
        rounds.write(round, before, at);
        return Optional.of(result);
    }

    @Override
    public Moved move(GrantId id, Step step, Instant at) {
        return move(List.of(id), step, at).get(0);
    }

    @Override
    public List<Moved> move(List<GrantId> ids, Step step, Instant at) {
        Map<GrantId, Grant> locked = grants.lock(ids);
        Map<GrantId, Moved> denied = new HashMap<>();
        locked.forEach((id, grant) -> Permission.denial(grant, step, at).ifPresent(why -> denied.put(id, why)));
        locked.keySet().removeAll(denied.keySet());
        Map<BudgetId, Budget> before = budgets.lock(locked.values().stream()
                .flatMap(grant -> grant.budgets().stream())
                .distinct()
                .toList());
        Round round = Round.ofSteps(before);
        Map<GrantId, Moved> done = new HashMap<>(denied);
        locked.forEach((id, grant) -> done.put(id, new Moved.Done(round.move(grant, step))));
        rounds.write(round, before, at);
        return ids.stream()
                .map(id -> done.getOrDefault(id, new Moved.Unknown()))
                .toList();
    }

    @Override
    public Moved post(GrantId id, Money earned, Instant at) {
        return one(id, at, grant -> Permission.denial(grant, earned, at), (round, grant) -> round.post(grant, earned));
    }

    @Override
    public Moved refund(GrantId id, Money part, Instant at) {
        return one(id, at, grant -> Permission.denial(grant, part), (round, grant) -> round.refund(grant, part));
    }

    private Moved one(
            GrantId id, Instant at, Function<Grant, Optional<Moved>> denial, BiFunction<Round, Grant, Grant> step) {
        Grant grant = grants.lock(id).orElse(null);
        if (grant == null) {
            return new Moved.Unknown();
        }
        return denial.apply(grant).orElseGet(() -> {
            Map<BudgetId, Budget> before = budgets.lock(grant.budgets());
            Round round = Round.ofSteps(before);
            Moved done = new Moved.Done(step.apply(round, grant));
            rounds.write(round, before, at);
            return done;
        });
    }

    /** No budget is locked: none is charged or freed. */
    @Override
    public Moved lapsing(GrantId id, Instant until, Instant at) {
        Grant grant = grants.lock(id).orElse(null);
        if (grant == null) {
            return new Moved.Unknown();
        }
        return Permission.lapsing(grant).orElseGet(() -> {
            Grant other = grant.lapsing(until);
            grants.update(List.of(other), at);
            return new Moved.Done(other);
        });
    }

    @Override
    public int expireDue(Instant at, int most) {
        List<Grant> due = grants.lockDue(at, most);
        Map<BudgetId, Budget> before = budgets.lock(due.stream()
                .filter(grant -> grant.state() == GrantState.RESERVED)
                .map(Grant::budgets)
                .flatMap(Collection::stream)
                .distinct()
                .toList());
        Round round = Round.ofSteps(before);
        due.forEach(grant -> round.move(grant, Step.EXPIRE));
        rounds.write(round, before, at);
        return due.size();
    }

    @Override
    public Budget open(BudgetId id, Limits limits, Instant at) {
        budgets.open(new TreeMap<>(Map.of(id, limits)), at);
        return Objects.requireNonNull(budgets.lock(List.of(id)).get(id), id.toString());
    }

    @Override
    public LimitChange limit(BudgetId id, Limits limits, long revision, Instant at) {
        Budget budget = budgets.lock(List.of(id)).get(id);
        if (budget == null) {
            return new LimitChange.Unknown();
        }
        return LimitChange.denial(budget, limits, revision).orElseGet(() -> {
            Instant start = budget.windowStart(limits, at);
            return limited(budget.limited(limits, start, budgets.bookedSince(budget, start)), at);
        });
    }

    @Override
    public LimitChange close(BudgetId id, boolean closed, long revision, Instant at) {
        Budget budget = budgets.lock(List.of(id)).get(id);
        if (budget == null) {
            return new LimitChange.Unknown();
        }
        return LimitChange.denial(budget, revision).orElseGet(() -> limited(budget.closed(closed), at));
    }

    private LimitChange limited(Budget budget, Instant at) {
        budgets.limit(budget);
        return LimitChange.changed(budget, at);
    }

    @Override
    public Optional<Budget> budget(BudgetId id) {
        return budgets.read(id);
    }

    @Override
    public Map<BudgetId, Budget> budgets(Collection<BudgetId> ids) {
        return budgets.read(ids);
    }

    @Override
    public Optional<Grant> grant(GrantId id) {
        return grants.read(id);
    }

    /** The numbers of the live grants of these keys. */
    public Map<GrantKey, GrantId> liveGrants(Collection<GrantKey> keys) {
        return grants.live(keys);
    }

    @Override
    public Optional<Grant> live(GrantKey key) {
        return grants.live(key);
    }
}
