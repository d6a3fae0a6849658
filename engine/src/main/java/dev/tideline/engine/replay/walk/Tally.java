package dev.tideline.engine.replay.walk;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Candidates and decisions by day and rule. Used by one thread at a time. */
public final class Tally {

    private final Map<String, Integer> rules = new HashMap<>();
    private final long[][] candidates;
    private final long[][] decisions;
    private long evaluations;
    private long poisoned;

    /** Zeros for so many days and these rules. */
    public Tally(int days, List<String> ruleNames) {
        ruleNames.forEach(rule -> rules.put(rule, rules.size()));
        candidates = new long[days][rules.size()];
        decisions = new long[days][rules.size()];
    }

    void evaluated() {
        evaluations++;
    }

    void poison() {
        poisoned++;
    }

    void candidate(int day, String rule) {
        candidates[day][index(rule)]++;
    }

    void decision(int day, String rule) {
        decisions[day][index(rule)]++;
    }

    /** Adds what another one of the same days and rules has counted. */
    public void add(Tally other) {
        evaluations += other.evaluations;
        poisoned += other.poisoned;
        for (int day = 0; day < candidates.length; day++) {
            for (int rule = 0; rule < rules.size(); rule++) {
                candidates[day][rule] += other.candidates[day][rule];
                decisions[day][rule] += other.decisions[day][rule];
            }
        }
    }

    /** Users for whom the rule fired on the day. */
    public long candidates(int day, String rule) {
        return candidates[day][index(rule)];
    }

    /** Users for whom what the rule proposed was granted on the day. */
    public long decisions(int day, String rule) {
        return decisions[day][index(rule)];
    }

    /** Users evaluated, each day counted. */
    public long evaluations() {
        return evaluations;
    }

    /** Users set aside because evaluating them failed. */
    public long poisoned() {
        return poisoned;
    }

    private int index(String rule) {
        Integer index = rules.get(rule);
        if (index == null) {
            throw new IllegalArgumentException("Rule '" + rule + "' is none of " + rules.keySet());
        }
        return index;
    }
}
