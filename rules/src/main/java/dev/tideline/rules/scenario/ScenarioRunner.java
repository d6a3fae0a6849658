package dev.tideline.rules.scenario;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.Explanation;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.scenario.ScenarioReport.CaseResult;
import dev.tideline.rules.segments.Segmentation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Runs the cases of a playbook against its rules. Immutable, thread-safe. */
public final class ScenarioRunner {

    private final ScenarioFacts facts;

    /**
     * A runner.
     *
     * @param zone zone that calendar days are counted in
     */
    public ScenarioRunner(Vocabulary vocabulary, Segmentation segmentation, ZoneId zone) {
        this.facts = new ScenarioFacts(vocabulary, segmentation, zone);
    }

    /** The clauses of a rule that do not hold in a case, with what was read of its user: {@code `vipLevel >= 3` (vipLevel: 2)}. */
    List<String> failing(Scenario scenario, CheckedRule rule) {
        Explanation told =
                Interpreter.explain(rule, facts.user(scenario), facts.market(scenario), facts.asOf(scenario));
        return told.clauses().stream()
                .filter(clause -> !clause.holds())
                .map(clause -> "`" + clause.text() + "` (" + read(clause.values()) + ")")
                .toList();
    }

    private static String read(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + ": " + value.getValue())
                .collect(Collectors.joining(", "));
    }

    /**
     * Runs all cases.
     *
     * @param rules names of the playbook's rules, each of which a case should fire and another should miss
     * @param proposals evaluates the playbook's rules and no others
     */
    public ScenarioReport run(List<Scenario> cases, Collection<String> rules, Proposals proposals) {
        List<CaseResult> results = new ArrayList<>();
        for (Scenario scenario : cases) {
            List<Candidate> found =
                    proposals.propose(facts.user(scenario), facts.market(scenario), facts.asOf(scenario));
            results.add(new CaseResult(scenario, found, scenario.expectation().differences(found)));
        }
        return new ScenarioReport(results, List.copyOf(rules));
    }
}
