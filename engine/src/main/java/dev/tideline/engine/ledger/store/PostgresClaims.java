package dev.tideline.engine.ledger.store;

import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.ClaimDesk;
import dev.tideline.engine.ledger.Trial;
import dev.tideline.engine.ledger.book.Room;
import dev.tideline.engine.ledger.book.Round;
import dev.tideline.engine.ledger.book.RoundDesk;
import dev.tideline.engine.ledger.book.RunTally;
import dev.tideline.engine.ledger.book.Tried;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.grant.Claim;
import dev.tideline.engine.ledger.grant.GrantId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.engine.ledger.store.row.BudgetRows;
import dev.tideline.engine.ledger.store.row.GrantRows;
import dev.tideline.engine.ledger.store.row.RoundRows;
import dev.tideline.engine.ledger.store.row.RunRows;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Claims within one transaction. Budgets are locked before the work that claims; or, where there is room for all of it, only
 * when the transaction ends.
 */
final class PostgresClaims {

    private final Transaction transaction;
    private final boolean last;
    private final BudgetRows budgets;
    private final GrantRows grants;
    private final RunRows runs;
    private final RoundRows rounds;

    /**
     * Claims of a transaction.
     *
     * @param last whether they are booked as its last thing where there is room for all
     */
    PostgresClaims(Transaction transaction, boolean last) {
        this.transaction = transaction;
        this.last = last;
        budgets = new BudgetRows(transaction);
        grants = new GrantRows(transaction);
        runs = new RunRows(transaction);
        rounds = new RoundRows(transaction);
    }

    <T> T claiming(Collection<Claim> possible, Instant at, Function<ClaimDesk, T> work) {
        if (possible.isEmpty()) {
            return work.apply(new RoundDesk(Round.ofSteps(Map.of()), at));
        }
        SortedMap<BudgetId, Limits> charged = charged(possible);
        if (last) {
            Map<BudgetId, Budget> known = budgets.read(charged.keySet());
            Map<BudgetId, Budget> seen = withNew(known, charged, at);
            Map<String, RunTally> counted = runs.read(possible);
            if (opensNoShared(known, charged) && Room.forAll(possible, seen, counted, at)) {
                Round round = new Round(seen, live(possible), counted, numbers(possible));
                T result = work.apply(new RoundDesk(round, at));
                transaction.atEnd(end -> {
                    book(round, known);
                    if (!runs.add(possible, counted, round.runs())) {
                        throw collision("a run was counted");
                    }
                    rounds.writeGrants(round, at);
                });
                return result;
            }
        }
        return lockingFirst(possible, charged, at, work);
    }

    private <T> T lockingFirst(
            Collection<Claim> possible, SortedMap<BudgetId, Limits> charged, Instant at, Function<ClaimDesk, T> work) {
        boolean opened = budgets.open(charged, at);
        Supplier<GrantId> numbers = numbers(possible);
        Map<BudgetId, Budget> before = budgets.lock(charged.keySet());
        // only now: whoever held these budgets has committed, so his keys are seen
        Map<GrantKey, GrantId> live = live(possible);
        Round round = new Round(before, live, runs.lock(possible), numbers);
        T result = work.apply(new RoundDesk(round, at));
        if (opened) {
            rounds.openAccounts(round);
        }
        rounds.write(round, before, at);
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
    private void book(Round round, Map<BudgetId, Budget> known) {
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
            rounds.openAccounts(round);
        }
        if (!budgets.apply(known, charged)) {
            throw collision("a budget was charged");
        }
    }

    private static DatabaseException collision(String what) {
        return new DatabaseException("claim", new SQLException(what + " meanwhile", "40001"));
    }

    <T> T trying(Collection<Claim> possible, Trial trial, Instant at, Function<ClaimDesk, T> work) {
        if (possible.isEmpty()) {
            return work.apply(new RoundDesk(Round.ofSteps(Map.of()), at));
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
}
