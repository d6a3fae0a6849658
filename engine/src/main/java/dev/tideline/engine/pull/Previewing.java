package dev.tideline.engine.pull;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationSetting;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what a decision would offer within a transaction that only reads. */
final class Previewing {

    private final Screening screening;
    private final Selection selection;

    Previewing(Screening screening, Selection selection) {
        this.screening = screening;
        this.selection = selection;
    }

    /** The previews of these calls; those for unknown users are left out. */
    Map<Call, Answer> preview(Transaction transaction, List<Call> calls, Instant at) {
        begin(transaction);
        return previews(transaction, screening.find(transaction, calls), at);
    }

    /** Offers that stand, else the preview. */
    Map<Call, Answer> look(Transaction transaction, List<Call> calls, Instant at) {
        begin(transaction);
        Map<Call, Screening.Found> known = screening.find(transaction, calls);
        Map<Call, Answer> standing = selection.standing(transaction, known, at);
        Map<Call, Answer> answers = new HashMap<>(previews(transaction, known, at));
        answers.replaceAll((call, preview) -> standing.getOrDefault(call, preview));
        return answers;
    }

    private static void begin(Transaction transaction) {
        transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }

    private Map<Call, Answer> previews(Transaction transaction, Map<Call, Screening.Found> known, Instant at) {
        return known.isEmpty()
                ? Map.of()
                : screening.with(transaction, at, setting -> previews(transaction, setting, known));
    }

    private Map<Call, Answer> previews(
            Transaction transaction, EvaluationSetting setting, Map<Call, Screening.Found> known) {
        Screening.Reached reached = screening.reached(transaction, setting, known);
        Map<Call, Answer> answers = new HashMap<>(reached.fallbacks());
        answers.putAll(selection.preview(transaction, setting, reached.screened()));
        return answers;
    }
}
