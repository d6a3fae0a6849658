package dev.tideline.engine.pull;

import dev.tideline.engine.arbitration.given.AccountCase;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.StoredUser;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.ruleset.evaluation.EvaluationCut;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Decides for one user now. Every method blocks on the database. Thread-safe. */
public final class Pulls {

    private static final int TRIES = 5;

    private final Database database;
    private final UserStore users;
    private final Reach reach;
    private final Screening screening;
    private final Selection selection;

    /** Whom decisions may be asked for. */
    public enum Reach {
        /** Everybody, in earnest. */
        EVERYBODY,
        /** Persons all of whose accounts are test users, over a database that sees the shadow first. */
        TEST_PERSONS
    }

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
        this.database = database;
        this.users = users;
        this.reach = reach;
        this.screening = new Screening(holder, policy, users, reach);
        this.selection = new Selection(policy, decisions, offers);
    }

    /** What {@link #decide} would answer if nothing stood already; writes nothing. Empty for an unknown user. */
    public Optional<Answer> preview(Ask ask, Instant at) {
        refreshBudgets();
        return database.inTransaction(transaction -> {
            transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return users.find(transaction, ask.userId()).flatMap(user -> previewed(transaction, ask, user, at));
        });
    }

    private Optional<Answer> previewed(Transaction transaction, Ask ask, StoredUser user, Instant at) {
        try (EvaluationSetting setting = screening.setting(transaction, at)) {
            List<AccountCase> accounts = screening.accounts(transaction, setting, user);
            return screening.reaches(accounts)
                    ? Optional.of(selection.preview(transaction, setting, new Selection.Asked(ask, user, accounts)))
                    : Optional.empty();
        } catch (EvaluationCut cut) {
            return Optional.of(Answer.fallback(ask, at));
        }
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
        refreshBudgets();
        for (int tried = 1; ; tried++) {
            try {
                return database.inTransaction(transaction -> users.find(transaction, ask.userId())
                        .flatMap(user -> decided(transaction, ask, user, budget, at)));
            } catch (DatabaseException e) {
                if (!e.worthRetrying() || tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Optional<Answer> decided(Transaction transaction, Ask ask, StoredUser user, TimeBudget budget, Instant at) {
        Optional<Answer> standing =
                reach == Reach.EVERYBODY ? selection.standing(transaction, ask, user, at) : Optional.empty();
        return standing.isPresent() ? standing : anew(transaction, ask, user, budget, at);
    }

    private Optional<Answer> anew(Transaction transaction, Ask ask, StoredUser user, TimeBudget budget, Instant at) {
        try (EvaluationSetting setting = screening.setting(transaction, at)) {
            Selection.Asked asked = new Selection.Asked(ask, user, screening.accounts(transaction, setting, user));
            if (!screening.reaches(asked.accounts())) {
                return Optional.empty();
            }
            if (!budget.claim()) {
                return Optional.of(Answer.fallback(ask, at));
            }
            lock(transaction, user);
            return Optional.of(selection
                    .standing(transaction, ask, user, at)
                    .orElseGet(() -> selection.decide(transaction, setting, asked)));
        } catch (EvaluationCut cut) {
            return Optional.of(Answer.fallback(ask, at));
        }
    }

    /** Whoever decides for the person meanwhile is waited for: his offers are seen then. */
    private static void lock(Transaction transaction, StoredUser user) {
        transaction
                .sql("SELECT person_no FROM person WHERE person_no = :person FOR UPDATE")
                .bind("person", user.personNo())
                .one(row -> row.number("person_no"));
    }
}
