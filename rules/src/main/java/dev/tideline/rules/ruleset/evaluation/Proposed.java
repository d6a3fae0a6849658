package dev.tideline.rules.ruleset.evaluation;

import dev.tideline.rules.candidate.Candidate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the playbook rules say of one user.
 *
 * @param candidates what is proposed, by playbook key, then rule name; nothing of a playbook that was cut
 * @param cuts why a playbook was cut for this user, by its key; nearly always empty
 */
public record Proposed(List<Candidate> candidates, SortedMap<String, EvaluationCut> cuts) {

    public Proposed {
        candidates = List.copyOf(candidates);
        cuts = cuts.isEmpty() ? Collections.emptySortedMap() : Collections.unmodifiableSortedMap(new TreeMap<>(cuts));
    }

    /** Nothing was cut. */
    Proposed(List<Candidate> candidates) {
        this(candidates, Collections.emptySortedMap());
    }

    /**
     * The candidates, if nothing was cut.
     *
     * @throws EvaluationCut the first of those that were
     */
    List<Candidate> orThrow() {
        for (Map.Entry<String, EvaluationCut> cut : cuts.entrySet()) {
            throw cut.getValue();
        }
        return candidates;
    }
}
