package dev.tideline.rules.scenario;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.ruleset.Rulebook;
import dev.tideline.rules.ruleset.evaluation.EvaluationCut;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import dev.tideline.rules.segments.Segmentation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** Proves a playbook by the cases beside it: all must pass, and each rule must be fired by one. Thread-safe. */
public final class ScenarioProof {

    private final ScenarioReader reader;
    private final ScenarioRunner runner;

    /** Calendar days are counted in this zone, as in the installation. */
    public ScenarioProof(Vocabulary vocabulary, ZoneId zone) {
        this.reader = new ScenarioReader(vocabulary);
        this.runner = new ScenarioRunner(vocabulary, Segmentation.shipped(vocabulary), zone);
    }

    /** What keeps the playbook from coming into force; empty if it is proven. */
    public List<Problem> problems(Playbook playbook, Rulebook rulebook) {
        String text = playbook.files().getOrDefault(Playbook.SCENARIOS, "");
        Checked<List<Scenario>> cases = reader.read(Playbook.SCENARIOS, text);
        return cases instanceof Checked.Valid<List<Scenario>> valid
                ? run(valid.value(), rulebook.rules(playbook.key()), playbook.key(), rulebook)
                : cases.problems();
    }

    private List<Problem> run(List<Scenario> cases, List<CheckedRule> rules, String playbook, Rulebook rulebook) {
        List<String> names = rules.stream().map(CheckedRule::name).toList();
        try (Evaluator evaluator = rulebook.evaluator()) {
            Proposals proposals = (user, market, asOf) -> evaluator.evaluate(user, market, asOf).stream()
                    .filter(candidate -> candidate.playbook().equals(playbook))
                    .toList();
            return problems(runner.run(cases, names, proposals), rules);
        } catch (EvaluationCut cut) {
            return List.of(new Problem(
                    Place.at(Playbook.SCENARIOS, 0, 0),
                    "",
                    Wording.of("cases within the limits of a rule: {0}", cut.wording())));
        }
    }

    private static List<Problem> problems(ScenarioReport report, List<CheckedRule> rules) {
        List<Problem> problems = new ArrayList<>();
        for (ScenarioReport.CaseResult result : report.cases()) {
            result.differences()
                    .forEach(difference -> problems.add(new Problem(
                            result.scenario().place(), result.scenario().name(), difference)));
        }
        for (CheckedRule rule : rules) {
            if (report.neverFired().contains(rule.name())) {
                problems.add(new Problem(
                        rule.place(),
                        rule.name(),
                        Wording.of("a case in {0} that fires this rule", Playbook.SCENARIOS)));
            }
        }
        return problems;
    }
}
