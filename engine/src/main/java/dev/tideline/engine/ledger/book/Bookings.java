package dev.tideline.engine.ledger.book;

import dev.tideline.engine.ledger.book.Account.Bucket;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.grant.Grant;
import dev.tideline.engine.ledger.grant.GrantState;
import dev.tideline.engine.ledger.grant.Step;
import dev.tideline.rules.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The entries of a step. */
final class Bookings {

    private Bookings() {}

    /**
     * The entries of a step that moves this much of a grant.
     *
     * @param before the grant before it
     * @param after the grant after it
     * @param moved how much of it
     * @param budgets its budgets
     */
    static List<Entry> of(Step step, Grant before, Grant after, Cost moved, Function<BudgetId, Budget> budgets) {
        List<Entry> entries = new ArrayList<>();
        boolean back = step.frees() || step == Step.REFUND;
        Bucket from = step == Step.RESERVE ? Bucket.ROOM : house(before.state());
        Bucket to = back ? Bucket.ROOM : house(after.state());
        if (from == to) {
            return entries;
        }
        Money token = moved.token();
        add(entries, step, after, Account.house(from, token.asset()), Account.house(to, token.asset()), token);
        for (BudgetId id : after.budgets()) {
            Money amount = moved.in(budgets.apply(id).asset());
            Account source = Account.of(id, budget(from), amount.asset());
            Account target = Account.of(id, budget(to), amount.asset());
            add(entries, step, after, source, target, amount);
        }
        return entries;
    }

    private static void add(List<Entry> entries, Step step, Grant grant, Account from, Account to, Money amount) {
        if (!amount.isZero() && !from.equals(to)) {
            entries.add(new Entry(grant.id(), step, from, to, amount, grant.countedAt()));
        }
    }

    private static Bucket house(GrantState state) {
        return switch (state) {
            case RESERVED -> Bucket.RESERVED;
            case LOCKED -> Bucket.LOCKED;
            case PAYABLE -> Bucket.PAYABLE;
            case PAID -> Bucket.PAID;
            case HELD, VOID, EXPIRED, CLAWED_BACK -> Bucket.ROOM;
        };
    }

    /** A budget does not tell what is locked, payable and paid. */
    private static Bucket budget(Bucket house) {
        return house == Bucket.ROOM || house == Bucket.RESERVED ? house : Bucket.POSTED;
    }
}
