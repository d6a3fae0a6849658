package dev.tideline.engine.budgets;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.budgets.BudgetPlan;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Makes users dirty for whom money said no the last time, so that the next sweep looks at them again. More than need be is
 * harmless: whoever is refused still is decided the same. Thread-safe.
 */
public final class Reconsidered {

    /** Refusals whose users one transaction makes dirty: nobody waits for millions. */
    static final int SLICE = 5_000;

    private static final String AGAIN = "UPDATE users SET changed_xid = pg_current_xact_id() WHERE user_no IN"
            + " (SELECT user_no FROM users WHERE user_no IN (%s) ORDER BY user_no FOR NO KEY UPDATE)";

    /** Stands for all budgets whose refused are everybody who was refused: their changes are one. */
    private static final String EVERYBODY = "*";

    private final BudgetPlan plan;
    private final int slice;

    public Reconsidered(BudgetPlan plan) {
        this(plan, SLICE);
    }

    Reconsidered(BudgetPlan plan, int slice) {
        this.plan = plan;
        this.slice = slice;
    }

    /**
     * Whom this budget may have refused, and will perhaps no more. One person is dirty with the change. Others are before the
     * next sweep begins if they are few ({@link #ahead}), else some with each {@link #step}.
     */
    public void refused(Transaction transaction, BudgetId id) {
        switch (id.kind()) {
            case CAMPAIGN -> begin(transaction, id.toString(), Set.of(id.key()));
            case PERSON -> mark(transaction, """
                    SELECT user_no FROM decision_state
                    WHERE reason IN ('BUDGET_EXHAUSTED', 'BUDGET_CLOSED', 'BUDGET_UNKNOWN')
                        AND person_no = (SELECT person_no FROM person WHERE person_id = :key)""", id.key());
            case GROUP -> begin(transaction, id.toString(), members(id));
            case PERIOD, DEVICE, IP, PAYOUT_ADDRESS, KYC_DOCUMENT, REFERRAL_TREE ->
                begin(transaction, EVERYBODY, Set.of());
        }
    }

    private Collection<String> members(BudgetId id) {
        BudgetPlan.Shared shared = plan.groups().get(id.key());
        return shared == null ? Set.of() : shared.playbooks();
    }

    private static void begin(Transaction transaction, String budget, Collection<String> playbooks) {
        RefusedSlice.first(budget, playbooks).keep(transaction);
    }

    /**
     * Does the first slice of every change that waits, each in a transaction of its own, for a sweep that is about to begin. A
     * slice that another node is at is waited for.
     */
    public static void ahead(Database database) {
        database.inTransaction(RefusedSlice::budgets)
                .forEach(budget -> database.doInTransaction(transaction ->
                        RefusedSlice.of(transaction, budget).ifPresent(one -> one.mark(transaction, SLICE))));
    }

    /**
     * Goes on with one change of a budget that has waited for a second, so that changes in a row cost little more than one; one
     * that changes again begins anew. Any number of nodes may do so at once. Returns whether there was one.
     */
    public boolean step(Database database) {
        return database.inTransaction(transaction -> {
            List<RefusedSlice> waiting =
                    RefusedSlice.waiting(transaction).stream().toList();
            waiting.forEach(one -> one.mark(transaction, slice));
            return !waiting.isEmpty();
        });
    }

    /** Whose grant a breaker or risk held until now: the person that the key names. */
    public static void held(Transaction transaction, GrantKey key) {
        mark(transaction, """
                SELECT user_no FROM decision_state s JOIN person p USING (person_no)
                WHERE s.reason IN ('HELD_BY_BREAKER', 'HELD_BY_RISK') AND strpos(:key, '|' || p.person_id || '|') > 0""", key.text());
    }

    private static void mark(Transaction transaction, String users, String key) {
        transaction.sql(AGAIN.formatted(users)).bind("key", key).update();
    }
}
