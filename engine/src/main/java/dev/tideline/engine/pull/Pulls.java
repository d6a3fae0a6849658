package dev.tideline.engine.pull;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.store.PostgresLedger;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.UserStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides for users now: for one, or for several who ask at the same time and then share one transaction. Every method blocks
 * on the database. Thread-safe.
 */
public final class Pulls {

    private final Database database;
    private final Reach reach;
    private final Previewing previewing;
    private final Deciding deciding;
    private final Deciding afterCollisions;

    /** Over this database, with the rulebook in force. */
    public Pulls(
            Database database,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            DecisionStore decisions,
            Offers offers) {
        this(database, holder, policy, users, decisions, offers, Reach.EVERYBODY);
    }

    /** Over this database, with the rulebook in force, for these persons. */
    public Pulls(
            Database database,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            DecisionStore decisions,
            Offers offers,
            Reach reach) {
        Screening screening = new Screening(holder, policy, users, reach);
        Selection selection = new Selection(policy, decisions, offers, PostgresLedger::bookingLast);
        Selection lockingFirst = new Selection(policy, decisions, offers, PostgresLedger::new);
        this.database = database;
        this.reach = reach;
        this.previewing = new Previewing(screening, selection);
        this.deciding = new Deciding(reach, screening, selection);
        this.afterCollisions = new Deciding(reach, screening, lockingFirst);
    }

    /** What {@link #decide} would answer if nothing stood already; writes nothing. Empty for an unknown user. */
    public Optional<Answer> preview(Ask ask, Instant at) {
        return preview(List.of(ask), at).get(0);
    }

    /** The previews of several, in their order. */
    public List<Optional<Answer>> preview(List<Ask> asks, Instant at) {
        List<Call> calls = calls(asks);
        refreshBudgets();
        return inOrder(calls, database.inTransaction(transaction -> previewing.preview(transaction, calls, at)));
    }

    /** What there is to show now without deciding: offers that stand, else the preview; writes nothing. In their order. */
    public List<Optional<Answer>> look(List<Ask> asks, Instant at) {
        List<Call> calls = calls(asks);
        refreshBudgets();
        return inOrder(calls, database.inTransaction(transaction -> previewing.look(transaction, calls, at)));
    }

    private static List<Call> calls(List<Ask> asks) {
        return asks.stream().map(ask -> new Call(ask, new TimeBudget())).toList();
    }

    /** The shadow's budgets take the limits of the real ones. */
    private void refreshBudgets() {
        if (reach == Reach.TEST_PERSONS) {
            database.doInTransaction(transaction -> transaction
                    .sql("SELECT 1 AS done FROM refresh_shadow_budgets()")
                    .one(row -> row.integer("done")));
        }
    }

    /**
     * The offers that stand for the user at the placement; where none does, decides: commits decisions, reserves and keeps
     * the offers. Empty for an unknown user, and for one that these pulls do not reach.
     *
     * @param budget asked before the claim begins; past it the answer is the fallback and nothing is written
     */
    public Optional<Answer> decide(Ask ask, TimeBudget budget, Instant at) {
        return decide(List.of(new Call(ask, budget)), at).get(0);
    }

    /** The decisions of several, in their order; those of one person are made one after another. */
    public List<Optional<Answer>> decide(List<Call> calls, Instant at) {
        refreshBudgets();
        Map<Call, Answer> answers = new HashMap<>();
        List<Call> waiting = calls;
        while (!waiting.isEmpty()) {
            Deciding.Decided decided = decided(waiting, at);
            answers.putAll(decided.answers());
            waiting = decided.waiting();
        }
        return inOrder(calls, answers);
    }

    /** Who has met others at his budgets once waits for them the next time: he cannot collide for ever. */
    private Deciding.Decided decided(List<Call> calls, Instant at) {
        return database.retrying(
                transaction -> deciding.decide(transaction, calls, at),
                transaction -> afterCollisions.decide(transaction, calls, at));
    }

    private static List<Optional<Answer>> inOrder(List<Call> calls, Map<Call, Answer> answers) {
        return calls.stream()
                .map(call -> Optional.ofNullable(answers.get(call)))
                .toList();
    }
}
