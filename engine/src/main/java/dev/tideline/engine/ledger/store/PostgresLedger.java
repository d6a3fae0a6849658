package dev.tideline.engine.ledger.store;

import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.Trial;
import dev.tideline.engine.ledger.book.Permission;
import dev.tideline.engine.ledger.book.Room;
import dev.tideline.engine.ledger.book.Round;
import dev.tideline.engine.ledger.book.RoundDesk;
import dev.tideline.engine.ledger.book.Tried;
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
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The ledger within one transaction of PostgreSQL. Locks are taken in one order by everybody: grants, budgets by number,
 * runs by key. A {@code DatabaseException} that is worth retrying asks for the whole transaction anew.
 */
public final class PostgresLedger implements Ledger {

    private final Transaction transaction;
    private final boolean last;
    private final BudgetRows budgets;
    private final GrantRows grants;
    private final EntryRows entries;
    private final RunRows runs;
    private final FollowingRows following;

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
        this.transaction = transaction;
        this.last = last;
        budgets = new BudgetRows(transaction);
        grants = new GrantRows(transaction);
        entries = new EntryRows(transaction);
        runs = new RunRows(transaction);
        following = new FollowingRows(transaction);
    }

    @Override
    public <T> T claiming(Collection<Claim> possible, Instant at, Function<ClaimDesk, T> work) {
        if (possible.isEmpty()) {
            return work.apply(new RoundDesk(round(Map.of()), at));
        }
        SortedMap<BudgetId, Limits> charged = charged(possible);
        if (last) {
            Map<BudgetId, Budget> known = budgets.read(charged.keySet());
            Map<BudgetId, Budget> seen = withNew(known, charged, at);
            if (opensNoShared(known, charged) && Room.forAll(possible, seen, at)) {
                Round round = new Round(seen, live(possible), Map.of(), numbers(possible));
                T result = work.apply(new RoundDesk(round, at));
                transaction.atEnd(end -> book(round, known, at));
                return result;
            }
        }
        boolean opened = budgets.open(charged, at);
        Supplier<GrantId> numbers = numbers(possible);
        Map<BudgetId, Budget> before = budgets.lock(charged.keySet());
        // only now: whoever held these budgets has committed, so his keys are seen
        Map<GrantKey, GrantId> live = live(possible);
        Round round = new Round(before, live, runs.lock(possible), numbers);
        T result = work.apply(new RoundDesk(round, at));
        if (opened) {
            entries.open(round.entries());
        }
        write(round, before, at);
        return result;
    }

    private Supplier<GrantId> numbers(Collection<Claim> possible) {
        return grants.numbers(possible.size())::remove;
    }

    /** Those whom one person alone charges are opened once; on others many may meet, who would collide again and again. */
    private static boolean opensNoShared(Map<BudgetId, Budget> known, SortedMap<BudgetId, Limits> charged) {
        return charged.keySet().stream().allMatch(id -> known.containsKey(id) || id.kind() == BudgetId.Kind.PERSON);
    }

    /** Budgets as they are known, and new ones as they would be opened. */
    private static Map<BudgetId, Budget> withNew(
            Map<BudgetId, Budget> known, SortedMap<BudgetId, Limits> charged, Instant at) {
        Map<BudgetId, Budget> all = new HashMap<>(known);
        charged.forEach((id, limits) -> all.computeIfAbsent(id, fresh -> Budget.open(fresh, limits, at)));
        return all;
    }

    /**
     * Books what was claimed on budgets that were not locked: whoever charged them meanwhile must have left the room, and
     * nobody may have opened a new one.
     */
    private void book(Round round, Map<BudgetId, Budget> known, Instant at) {
        Map<BudgetId, Budget> charged = new HashMap<>(round.budgets());
        charged.keySet().retainAll(round.charged());
        List<Budget> fresh = charged.values().stream()
                .filter(budget -> !known.containsKey(budget.id()))
                .toList();
        if (!budgets.insert(fresh)) {
            throw collision("a budget was opened");
        }
        budgets.lock(charged.keySet().stream().filter(known::containsKey).toList())
                .forEach((id, budget) -> {
                    if (!budget.isInTheWindowOf(Objects.requireNonNull(known.get(id)))) {
                        throw collision("budget " + id + " was changed");
                    }
                });
        if (!fresh.isEmpty()) {
            entries.open(round.entries());
        }
        if (!budgets.apply(known, charged)) {
            throw collision("a budget was charged");
        }
        writeGrants(round, at);
    }

    private static DatabaseException collision(String what) {
        return new DatabaseException("claim", new SQLException(what + " meanwhile", "40001"));
    }

    @Override
    public <T> T trying(Collection<Claim> possible, Trial trial, Instant at, Function<ClaimDesk, T> work) {
        if (possible.isEmpty()) {
            return work.apply(new RoundDesk(round(Map.of()), at));
        }
        SortedMap<BudgetId, Limits> charged = charged(possible);
        Map<BudgetId, Budget> seen = withNew(budgets.read(charged.keySet()), charged, at);
        seen.replaceAll((id, budget) -> trial.of(budget, at));
        Round round = new Round(seen, live(possible), runs.read(possible), Tried.numbers());
        T result = work.apply(new RoundDesk(round, at));
        round.budgets().forEach((id, after) -> trial.note(Objects.requireNonNull(seen.get(id)), after));
        return result;
    }

    private static SortedMap<BudgetId, Limits> charged(Collection<Claim> possible) {
        SortedMap<BudgetId, Limits> charged = new TreeMap<>();
        possible.stream()
                .flatMap(claim -> claim.charges().stream())
                .forEach(charge -> charged.putIfAbsent(charge.budget(), charge.opening()));
        return charged;
    }

    private Map<GrantKey, GrantId> live(Collection<Claim> possible) {
        return grants.live(possible.stream().map(Claim::key).collect(Collectors.toSet()));
    }

    private void write(Round round, Map<BudgetId, Budget> before, Instant at) {
        if (!budgets.apply(before, round.budgets())) {
            throw new IllegalStateException("A budget among " + before.keySet() + " lacks the room that was promised");
        }
        writeGrants(round, at);
    }

    private void writeGrants(Round round, Instant at) {
        runs.update(round.runs());
        grants.insert(round.made(), at);
        grants.update(round.changed(), at);
        entries.insert(round.entries());
        following.follow(round.changed(), round.entries(), at);
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
        Round round = round(before);
        ClaimResult result = round.release(grant, at);
        write(round, before, at);
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
        Round round = round(before);
        Map<GrantId, Moved> done = new HashMap<>(denied);
        locked.forEach((id, grant) -> done.put(id, new Moved.Done(round.move(grant, step))));
        write(round, before, at);
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
            Round round = round(before);
            Moved done = new Moved.Done(step.apply(round, grant));
            write(round, before, at);
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
        Round round = round(before);
        due.forEach(grant -> round.move(grant, Step.EXPIRE));
        write(round, before, at);
        return due.size();
    }

    private static Round round(Map<BudgetId, Budget> budgets) {
        return new Round(budgets, Map.of(), Map.of(), () -> {
            throw new IllegalStateException("A step makes no grant");
        });
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
            return written(budget.limited(limits, start, budgets.bookedSince(budget, start)), at);
        });
    }

    @Override
    public LimitChange close(BudgetId id, boolean closed, long revision, Instant at) {
        Budget budget = budgets.lock(List.of(id)).get(id);
        if (budget == null) {
            return new LimitChange.Unknown();
        }
        return LimitChange.denial(budget, revision).orElseGet(() -> written(budget.closed(closed), at));
    }

    private LimitChange written(Budget budget, Instant at) {
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
