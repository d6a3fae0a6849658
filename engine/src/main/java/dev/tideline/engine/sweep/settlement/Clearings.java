package dev.tideline.engine.sweep.settlement;

import dev.tideline.engine.arbitration.budget.Wish;
import dev.tideline.engine.risk.BulkRisk;
import dev.tideline.engine.risk.RiskQuestion;
import dev.tideline.engine.risk.Verdict;
import dev.tideline.engine.sweep.shard.ChunkWork.AskFirst;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What risk says of the accounts of one chunk. Whoever was not asked about is asked about outside of the chunk's
 * transaction, which is begun again; what is still new after some attempts stays without a verdict. For one thread.
 */
public final class Clearings {

    private static final int ATTEMPTS = 3;

    private final BulkRisk risk;
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private int asked;

    public Clearings(BulkRisk risk) {
        this.risk = risk;
    }

    boolean on() {
        return risk.asks();
    }

    /**
     * Goes on if there is a verdict on each of these wishes.
     *
     * @throws AskFirst if there is none on some
     */
    void need(Collection<Wish> wishes) {
        Map<String, List<Wish>> unasked = new LinkedHashMap<>();
        wishes.stream()
                .filter(wish -> !wish.ghost() && !verdicts.containsKey(key(wish)))
                .forEach(wish -> unasked.computeIfAbsent(wish.user().id(), user -> new ArrayList<>())
                        .add(wish));
        if (!unasked.isEmpty() && asked < ATTEMPTS) {
            asked++;
            throw new AskFirst(() -> ask(unasked));
        }
    }

    private void ask(Map<String, List<Wish>> unasked) {
        Map<String, RiskQuestion> questions = new LinkedHashMap<>();
        unasked.forEach((user, wishes) -> questions.put(
                user,
                new RiskQuestion(
                        user,
                        BulkRisk.PLACEMENT,
                        wishes.stream().map(Clearings::wanted).distinct().toList())));
        Map<RiskQuestion, Verdict> answers = risk.ask(questions.values());
        unasked.forEach((user, wishes) -> {
            Verdict verdict = answers.getOrDefault(questions.get(user), Verdict.UNREACHABLE);
            wishes.forEach(wish -> verdicts.put(key(wish), verdict));
        });
    }

    private static RiskQuestion.Wanted wanted(Wish wish) {
        return new RiskQuestion.Wanted(
                wish.playbook(),
                wish.rule(),
                wish.incentive().reference(),
                wish.incentive().faceValue());
    }

    /** The verdict on a wish; empty if it came up only after risk was asked. */
    Optional<Verdict> of(Wish wish) {
        return Optional.ofNullable(verdicts.get(key(wish)));
    }

    private static String key(Wish wish) {
        return wish.user().id() + "|" + wish.rule() + "|" + wish.incentive().reference() + "|" + wish.occurrence();
    }

    /** The chunk is worked on: what was said of its persons is of no use for the next. */
    public void done() {
        verdicts.clear();
        asked = 0;
    }
}
