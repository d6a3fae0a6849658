package dev.tideline.engine.pull;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.offer.Offers;
import dev.tideline.engine.risk.Clearance;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.users.UserStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides for users now: for one, or for several who ask at the same time and then share one transaction. Every method blocks
 * on the database. Thread-safe.
 */
public final class Pulls {

    private static final int TRIES = 5;

    private final Database database;
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
        this.reach = reach;
        this.screening = new Screening(holder, policy, users, reach);
        this.selection = new Selection(policy, decisions, offers);
    }

    /** A call for a decision; equal to itself alone. */
    public static final class Call {

        private final Ask ask;
        private final TimeBudget budget;
        private final Clearance clearance;

        /** A call where there is no risk service. */
        public Call(Ask ask, TimeBudget budget) {
            this(ask, budget, Clearance.off());
        }

        /**
         * A call.
         *
         * @param budget asked before the claim begins; past it the answer is the fallback and nothing is written
         * @param clearance what risk lets it offer
         */
        public Call(Ask ask, TimeBudget budget, Clearance clearance) {
            this.ask = ask;
            this.budget = budget;
            this.clearance = clearance;
        }

        Clearance clearance() {
            return clearance;
        }

        Ask ask() {
            return ask;
        }

        TimeBudget budget() {
            return budget;
        }
    }

    /** What {@link #decide} would answer if nothing stood already; writes nothing. Empty for an unknown user. */
    public Optional<Answer> preview(Ask ask, Instant at) {
        return preview(List.of(ask), at).get(0);
    }

    /** The previews of several, in their order. */
    public List<Optional<Answer>> preview(List<Ask> asks, Instant at) {
        List<Call> calls =
                asks.stream().map(ask -> new Call(ask, new TimeBudget())).toList();
        refreshBudgets();
        return inOrder(calls, database.inTransaction(transaction -> {
            transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return previewed(transaction, screening.find(transaction, calls), at);
        }));
    }

    /** What there is to show now without deciding: offers that stand, else the preview; writes nothing. In their order. */
    public List<Optional<Answer>> look(List<Ask> asks, Instant at) {
        List<Call> calls =
                asks.stream().map(ask -> new Call(ask, new TimeBudget())).toList();
        refreshBudgets();
        return inOrder(calls, database.inTransaction(transaction -> {
            transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            Map<Call, Screening.Found> known = screening.find(transaction, calls);
            Map<Call, Answer> standing = selection.standing(transaction, known, at);
            Map<Call, Answer> answers = new HashMap<>(previewed(transaction, known, at));
            answers.replaceAll((call, preview) -> standing.getOrDefault(call, preview));
            return answers;
        }));
    }

    private Map<Call, Answer> previewed(Transaction transaction, Map<Call, Screening.Found> known, Instant at) {
        if (known.isEmpty()) {
            return Map.of();
        }
        return screening.with(transaction, at, setting -> {
            Map<Call, Answer> answers = fallbacks(known.keySet(), at);
            List<Screening.Screened> reached = reached(transaction, setting, known, answers);
            answers.putAll(selection.preview(transaction, setting, reached));
            return answers;
        });
    }

    /** Evaluates those within reach; whoever is not gets no answer, and the fallback stands for whoever is cut. */
    private List<Screening.Screened> reached(
            Transaction transaction,
            EvaluationSetting setting,
            Map<Call, Screening.Found> known,
            Map<Call, Answer> answers) {
        List<Screening.Screened> screened = screening.evaluate(transaction, setting, known);
        screened.stream().filter(one -> !screening.reaches(one)).forEach(one -> answers.remove(one.call()));
        return screened.stream().filter(screening::reaches).toList();
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
            waiting = decideFirst(waiting, answers, at);
        }
        return inOrder(calls, answers);
    }

    /** Decides the first call of each person and returns those that wait for it. */
    private List<Call> decideFirst(List<Call> calls, Map<Call, Answer> answers, Instant at) {
        for (int tried = 1; ; tried++) {
            try {
                List<Call> later = new ArrayList<>();
                answers.putAll(database.inTransaction(transaction -> decided(transaction, calls, later, at)));
                return later;
            } catch (DatabaseException e) {
                if (!e.worthRetrying() || tried == TRIES) {
                    throw e;
                }
            }
        }
    }

    private Map<Call, Answer> decided(Transaction transaction, List<Call> calls, List<Call> later, Instant at) {
        Map<Call, Screening.Found> known = new LinkedHashMap<>();
        Set<Long> persons = new HashSet<>();
        screening.find(transaction, calls).forEach((call, found) -> {
            if (persons.add(found.user().personNo())) {
                known.put(call, found);
            } else {
                later.add(call);
            }
        });
        Map<Call, Answer> answers = new HashMap<>();
        if (reach == Reach.EVERYBODY) {
            answers.putAll(selection.standing(transaction, known, at));
            known.keySet().removeAll(answers.keySet());
        }
        if (!known.isEmpty()) {
            answers.putAll(screening.with(transaction, at, setting -> decided(transaction, setting, known)));
        }
        return answers;
    }

    /** Whoever decides for a person meanwhile is waited for: his offers are seen then. */
    private Map<Call, Answer> decided(
            Transaction transaction, EvaluationSetting setting, Map<Call, Screening.Found> calls) {
        Map<Call, Answer> answers = fallbacks(calls.keySet(), setting.asOf());
        List<Screening.Screened> claiming = new ArrayList<>();
        for (Screening.Screened one : reached(transaction, setting, calls, answers)) {
            if (!one.fits()) {
                answers.put(one.call(), Answer.nothing(one.ask(), setting.asOf()));
            } else if (one.call().budget().claim()) {
                claiming.add(one);
            }
        }
        if (!claiming.isEmpty()) {
            lock(transaction, claiming);
            Map<Call, Screening.Found> locked = new HashMap<>(calls);
            locked.keySet()
                    .retainAll(claiming.stream().map(Screening.Screened::call).toList());
            Map<Call, Answer> standing = selection.standing(transaction, locked, setting.asOf());
            claiming.removeIf(one -> standing.containsKey(one.call()));
            answers.putAll(standing);
            answers.putAll(selection.decide(transaction, setting, claiming));
        }
        return answers;
    }

    private static void lock(Transaction transaction, List<Screening.Screened> claiming) {
        transaction
                .sql("SELECT person_no FROM person WHERE person_no = ANY(:persons) ORDER BY person_no FOR UPDATE")
                .bind(
                        "persons",
                        claiming.stream().map(one -> one.user().personNo()).toList())
                .list(row -> row.number("person_no"));
    }

    /** What calls are answered with that come to nothing else: cut, or too late. */
    private static Map<Call, Answer> fallbacks(Set<Call> calls, Instant at) {
        return calls.stream().collect(Collectors.toMap(Function.identity(), call -> Answer.fallback(call.ask(), at)));
    }

    private static List<Optional<Answer>> inOrder(List<Call> calls, Map<Call, Answer> answers) {
        return calls.stream()
                .map(call -> Optional.ofNullable(answers.get(call)))
                .toList();
    }
}
