package dev.tideline.engine.pull;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationSetting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides within one transaction. What is read and evaluated before the lock is read without it; then persons are locked in
 * the order of their numbers, and budgets after them in the ledger's order, so that groups that overlap wait for each other
 * and never in a circle.
 */
final class Deciding {

    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Reach reach;
    private final Screening screening;
    private final Selection selection;

    Deciding(Reach reach, Screening screening, Selection selection) {
        this.reach = reach;
        this.screening = screening;
        this.selection = selection;
    }

    /**
     * What came of a group.
     *
     * @param answers calls for unknown users are left out
     * @param waiting calls for a person who was decided for by an earlier one
     */
    record Decided(Map<Call, Answer> answers, List<Call> waiting) {}

    /** Decides the first call of each person. */
    Decided decide(Transaction transaction, List<Call> calls, Instant at) {
        transaction.touchesFewRows(SILENCE);
        Map<Call, Screening.Found> known = new LinkedHashMap<>();
        List<Call> waiting = new ArrayList<>();
        Set<Long> persons = new HashSet<>();
        screening.find(transaction, calls).forEach((call, found) -> {
            if (persons.add(found.user().personNo())) {
                known.put(call, found);
            } else {
                waiting.add(call);
            }
        });
        return new Decided(answers(transaction, known, at), waiting);
    }

    private Map<Call, Answer> answers(Transaction transaction, Map<Call, Screening.Found> known, Instant at) {
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

    private Map<Call, Answer> decided(
            Transaction transaction, EvaluationSetting setting, Map<Call, Screening.Found> known) {
        Screening.Reached reached = screening.reached(transaction, setting, known);
        screening.noteCuts(transaction, setting, reached.screened());
        Map<Call, Answer> answers = new HashMap<>(reached.fallbacks());
        List<Screening.Screened> claiming = new ArrayList<>();
        for (Screening.Screened one : reached.screened()) {
            if (!one.fits()) {
                answers.put(one.call(), Answer.nothing(one.ask(), setting.asOf()));
            } else if (one.call().budget().claim()) {
                claiming.add(one);
            }
        }
        if (!claiming.isEmpty()) {
            answers.putAll(claimed(transaction, setting, known, claiming));
        }
        return answers;
    }

    /** Whoever decides for a person meanwhile is waited for: his offers are seen then. */
    private Map<Call, Answer> claimed(
            Transaction transaction,
            EvaluationSetting setting,
            Map<Call, Screening.Found> known,
            List<Screening.Screened> claiming) {
        lock(transaction, claiming);
        Map<Call, Screening.Found> locked = new HashMap<>(known);
        locked.keySet()
                .retainAll(claiming.stream().map(Screening.Screened::call).toList());
        Map<Call, Answer> answers = new HashMap<>(selection.standing(transaction, locked, setting.asOf()));
        claiming.removeIf(one -> answers.containsKey(one.call()));
        answers.putAll(selection.decide(transaction, setting, claiming));
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
}
