package dev.tideline.rules.scenario;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.List;

/**
 * What running a playbook's cases came to.
 *
 * @param cases results in the order of the cases
 * @param rules names of the rules that should be covered
 */
public record ScenarioReport(List<CaseResult> cases, List<String> rules) {

    public ScenarioReport {
        cases = List.copyOf(cases);
        rules = List.copyOf(rules);
    }

    /**
     * One case.
     *
     * @param scenario the case
     * @param found what its user's rules proposed
     * @param differences how that differs from what is expected; empty if the case passed
     */
    public record CaseResult(Scenario scenario, List<Candidate> found, List<Wording> differences) {

        public CaseResult {
            found = List.copyOf(found);
            differences = List.copyOf(differences);
        }

        /** Whether everything was as expected. */
        public boolean passed() {
            return differences.isEmpty();
        }

        boolean fired(String rule) {
            return found.stream().anyMatch(candidate -> candidate.rule().equals(rule));
        }
    }

    /** Where these rules stand and how many cases fire each. */
    public Coverage coverage(List<CheckedRule> of) {
        return Coverage.of(cases, of);
    }

    /** Rules that no case fires. */
    public List<String> neverFired() {
        return rules.stream()
                .filter(rule -> cases.stream().noneMatch(result -> result.fired(rule)))
                .toList();
    }

    /** Rules that every case fires, so that no near miss shows where they stop. */
    public List<String> neverMissed() {
        return rules.stream()
                .filter(rule -> cases.stream().allMatch(result -> result.fired(rule)))
                .toList();
    }

    /** Whether all cases passed and cover every rule. */
    public boolean passed() {
        return failures().isEmpty();
    }

    /** Everything that is wrong, one line each, with file and line where there is one. */
    public List<String> failures() {
        List<String> lines = new ArrayList<>();
        for (CaseResult result : cases) {
            Scenario scenario = result.scenario();
            result.differences()
                    .forEach(difference ->
                            lines.add(scenario.place().text() + ": '" + scenario.name() + "' " + difference));
        }
        neverFired().forEach(rule -> lines.add("Rule " + rule + " is fired by no case. Try one that fires it."));
        neverMissed().forEach(rule -> lines.add("Rule " + rule + " has no near miss. Try one just outside it."));
        return lines;
    }
}
