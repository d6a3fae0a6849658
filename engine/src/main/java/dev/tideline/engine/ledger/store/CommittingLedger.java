package dev.tideline.engine.ledger.store;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
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
import dev.tideline.engine.ledger.grant.Moved;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.rules.money.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The ledger of a database, each call in a transaction of its own that is tried again after a collision. Thread-safe. */
public final class CommittingLedger implements Ledger {

    private final Database database;
    private final Function<Transaction, PostgresLedger> ledgers;

    public CommittingLedger(Database database) {
        this(database, PostgresLedger::new);
    }

    /** With ledgers of this kind, until there was a collision. */
    public CommittingLedger(Database database, Function<Transaction, PostgresLedger> ledgers) {
        this.database = database;
        this.ledgers = ledgers;
    }

    private <T> T call(Function<Ledger, T> work) {
        return together((transaction, ledger) -> work.apply(ledger));
    }

    /**
     * Does work on the ledger and what goes with it in one transaction, which is tried again after a collision: then with a
     * ledger that locks first.
     */
    public <T> T together(BiFunction<Transaction, Ledger, T> work) {
        return database.retrying(
                transaction -> work.apply(transaction, ledgers.apply(transaction)),
                transaction -> work.apply(transaction, new PostgresLedger(transaction)));
    }

    @Override
    public <T> T claiming(Collection<Claim> possible, Instant at, Function<ClaimDesk, T> work) {
        return call(ledger -> ledger.claiming(possible, at, work));
    }

    @Override
    public <T> T trying(Collection<Claim> possible, Trial trial, Instant at, Function<ClaimDesk, T> work) {
        return call(ledger -> ledger.trying(possible, trial, at, work));
    }

    @Override
    public Optional<ClaimResult> release(GrantId id, Instant at) {
        return call(ledger -> ledger.release(id, at));
    }

    @Override
    public Moved move(GrantId id, Step step, Instant at) {
        return call(ledger -> ledger.move(id, step, at));
    }

    @Override
    public List<Moved> move(List<GrantId> ids, Step step, Instant at) {
        return call(ledger -> ledger.move(ids, step, at));
    }

    @Override
    public Moved post(GrantId id, Money earned, Instant at) {
        return call(ledger -> ledger.post(id, earned, at));
    }

    @Override
    public Moved refund(GrantId id, Money part, Instant at) {
        return call(ledger -> ledger.refund(id, part, at));
    }

    @Override
    public Moved lapsing(GrantId id, Instant until, Instant at) {
        return call(ledger -> ledger.lapsing(id, until, at));
    }

    @Override
    public int expireDue(Instant at, int most) {
        return call(ledger -> ledger.expireDue(at, most));
    }

    @Override
    public Budget open(BudgetId id, Limits limits, Instant at) {
        return call(ledger -> ledger.open(id, limits, at));
    }

    @Override
    public LimitChange limit(BudgetId id, Limits limits, long revision, Instant at) {
        return call(ledger -> ledger.limit(id, limits, revision, at));
    }

    @Override
    public LimitChange close(BudgetId id, boolean closed, long revision, Instant at) {
        return call(ledger -> ledger.close(id, closed, revision, at));
    }

    @Override
    public Optional<Budget> budget(BudgetId id) {
        return call(ledger -> ledger.budget(id));
    }

    @Override
    public Map<BudgetId, Budget> budgets(Collection<BudgetId> ids) {
        return call(ledger -> ledger.budgets(ids));
    }

    @Override
    public Optional<Grant> grant(GrantId id) {
        return call(ledger -> ledger.grant(id));
    }

    @Override
    public Optional<Grant> live(GrantKey key) {
        return call(ledger -> ledger.live(key));
    }
}
