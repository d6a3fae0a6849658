package dev.tideline.rules.scenario;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Nearest;
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
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Proves a playbook by the cases beside it: all must pass, and each rule must be fired by one. Thread-safe. */
public final class ScenarioProof {

    private final ScenarioReader reader;
    private final ScenarioRunner runner;

    /** Calendar days are counted in this zone, as in the installation. */
    public ScenarioProof(Vocabulary vocabulary, ZoneId zone) {
        this.reader = new ScenarioReader(vocabulary);
        this.runner = new ScenarioRunner(vocabulary, Segmentation.shipped(vocabulary), zone);
    }

    /**
     * What running the cases came to.
     *
     * @param problems what keeps the playbook from coming into force; empty if it is proven
     * @param cases result of each case, in written order; empty if they could not be read or were cut
     * @param coverage which rules and rows of tables the cases reach
     */
    public record Proof(List<Problem> problems, List<ScenarioReport.CaseResult> cases, Coverage coverage) {
        public Proof {
            problems = List.copyOf(problems);
            cases = List.copyOf(cases);
        }
    }

    /** What keeps the playbook from coming into force; empty if it is proven. */
    public List<Problem> problems(Playbook playbook, Rulebook rulebook) {
        return prove(playbook, rulebook).problems();
    }

    /** What is wrong with the text of the cases, whatever the rules are. */
    public List<Problem> unreadable(Playbook playbook) {
        return cases(playbook).problems();
    }

    /** Runs the cases beside the playbook with its rules in the rulebook. */
    public Proof prove(Playbook playbook, Rulebook rulebook) {
        List<CheckedRule> rules = rulebook.rules(playbook.key());
        Checked<List<Scenario>> cases = cases(playbook);
        return cases instanceof Checked.Valid<List<Scenario>> valid
                ? run(valid.value(), rules, playbook.key(), rulebook)
                : unproven(cases.problems(), rules);
    }

    private Checked<List<Scenario>> cases(Playbook playbook) {
        String text = playbook.files().get(Playbook.SCENARIOS);
        return text == null
                ? new Checked.Invalid<>(List.of(new Problem(
                        Place.at(Playbook.SCENARIOS, 0, 0), "", Wording.of("a file of this name in the folder"))))
                : reader.read(Playbook.SCENARIOS, text);
    }

    private Proof run(List<Scenario> cases, List<CheckedRule> rules, String playbook, Rulebook rulebook) {
        List<String> names = rules.stream().map(CheckedRule::name).toList();
        try (Evaluator evaluator = rulebook.evaluator()) {
            Proposals proposals = (user, market, asOf) -> evaluator.evaluate(user, market, asOf).stream()
                    .filter(candidate -> candidate.playbook().equals(playbook))
                    .toList();
            ScenarioReport report = runner.run(cases, names, proposals);
            return new Proof(problems(report, rules), report.cases(), report.coverage(rules));
        } catch (EvaluationCut cut) {
            Place place = Place.at(Playbook.SCENARIOS, 0, 0);
            Wording expected = Wording.of("cases within the limits of a rule: {0}", cut.wording());
            return unproven(List.of(new Problem(place, "", expected)), rules);
        }
    }

    private static Proof unproven(List<Problem> problems, List<CheckedRule> rules) {
        return new Proof(problems, List.of(), Coverage.of(List.of(), rules));
    }

    /** What differs in a case, the first with why rules that it expects do not fire. */
    private List<Wording> differences(ScenarioReport.CaseResult result, List<CheckedRule> rules) {
        List<Wording> differences = new ArrayList<>(result.differences());
        Scenario scenario = result.scenario();
        Set<String> expected = Objects.requireNonNullElse(scenario.expectation().fired(), Set.of());
        for (String name : new TreeSet<>(expected)) {
            if (!differences.isEmpty()) {
                silent(name, scenario, rules)
                        .ifPresent(why -> differences.set(0, Wording.of("{0}; {1}", differences.get(0), why)));
            }
        }
        return differences;
    }

    /** Why the rule of this name does not fire in a case; empty if it does. */
    private Optional<Wording> silent(String name, Scenario scenario, List<CheckedRule> rules) {
        Optional<CheckedRule> rule =
                rules.stream().filter(known -> known.name().equals(name)).findFirst();
        if (rule.isEmpty()) {
            List<String> names = rules.stream().map(CheckedRule::name).toList();
            return Optional.of(Wording.of("no rule is called `{0}`; {1}", name, Nearest.hint(name, names)));
        }
        List<String> failing = runner.failing(scenario, rule.get());
        return failing.isEmpty()
                ? Optional.empty()
                : Optional.of(Wording.of("`{0}` does not fire: {1} does not hold", name, String.join(", ", failing)));
    }

    private List<Problem> problems(ScenarioReport report, List<CheckedRule> rules) {
        List<Problem> problems = new ArrayList<>();
        for (ScenarioReport.CaseResult result : report.cases()) {
            differences(result, rules)
                    .forEach(difference -> problems.add(new Problem(
                            result.scenario().place(), result.scenario().name(), difference)));
        }
        for (CheckedRule rule : rules) {
            if (report.neverFired().contains(rule.name())) {
                problems.add(new Problem(
                        rule.place(),
                        rule.name(),
                        Wording.of("a case in {0} that fires this rule", Playbook.SCENARIOS),
                        rule.name()));
            }
        }
        return problems;
    }
}
