package dev.tideline.rules.scenario;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What should come of a case.
 *
 * @param fired names of exactly the rules that fire; null if the case does not say
 * @param candidates one pattern for each candidate, in any order; null if the case does not say
 */
public record Expectation(
        @Nullable Set<String> fired, @Nullable List<CandidatePattern> candidates) {

    /** What differs, one sentence each; empty if everything is as expected. */
    List<Wording> differences(List<Candidate> found) {
        List<Wording> differences = new ArrayList<>();
        Set<String> rules = found.stream().map(Candidate::rule).collect(Collectors.toCollection(TreeSet::new));
        if (fired != null && !rules.equals(fired)) {
            differences.add(Wording.of("expected to fire {0}, but fired {1}", new TreeSet<>(fired), rules));
        }
        if (candidates != null) {
            compare(candidates, found, differences);
        }
        return differences;
    }

    private static void compare(List<CandidatePattern> patterns, List<Candidate> found, List<Wording> differences) {
        List<Candidate> left = new ArrayList<>(found);
        for (CandidatePattern pattern : patterns) {
            left.stream()
                    .filter(pattern::fits)
                    .findFirst()
                    .ifPresentOrElse(
                            left::remove,
                            () -> differences.add(Wording.of("expected {0}, found {1}", pattern, shown(found))));
        }
        left.forEach(candidate -> differences.add(Wording.of("did not expect {0}", CandidatePattern.shown(candidate))));
    }

    private static Object shown(List<Candidate> found) {
        return found.isEmpty()
                ? Wording.of("nothing")
                : found.stream().map(CandidatePattern::shown).collect(Collectors.joining(", "));
    }
}
