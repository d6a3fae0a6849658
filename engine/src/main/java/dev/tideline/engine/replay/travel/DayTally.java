package dev.tideline.engine.replay.travel;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.rules.candidate.Part;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** What one day came to, by rule. Thread-safe. */
final class DayTally {

    private final Function<String, BigDecimal> costs;
    private final SortedMap<String, Counts> rules = new TreeMap<>();

    /** Of one rule. */
    private static final class Counts {
        private long candidates;
        private long decisions;
        private BigDecimal spend = BigDecimal.ZERO;
        private final SortedMap<String, Long> refused = new TreeMap<>();
    }

    /**
     * Nothing so far.
     *
     * @param rules names of rules that are told of even if they never fire
     * @param costs what an incentive of this key costs
     */
    DayTally(Collection<String> rules, Function<String, BigDecimal> costs) {
        this.costs = costs;
        rules.forEach(rule -> this.rules.put(rule, new Counts()));
    }

    synchronized void add(CandidateResult result) {
        Counts counts = rules.computeIfAbsent(result.rule(), rule -> new Counts());
        counts.candidates++;
        if (result.outcome() == Outcome.GRANTED) {
            counts.decisions++;
        } else {
            counts.refused.merge(result.reason(), 1L, Long::sum);
        }
        for (PartResult part : result.parts()) {
            if (part.part() instanceof Part.Incentive && part.outcome() == Outcome.GRANTED) {
                counts.spend = counts.spend.add(costs.apply(part.part().key()));
            }
        }
    }

    /** What became of the rules, by name. */
    synchronized List<Journey.Row> rows() {
        List<Journey.Row> rows = new ArrayList<>();
        rules.forEach((rule, counts) -> rows.add(new Journey.Row(
                rule, counts.candidates, counts.decisions, counts.spend, new TreeMap<>(counts.refused))));
        return rows;
    }
}
