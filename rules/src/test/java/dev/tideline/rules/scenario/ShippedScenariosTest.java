package dev.tideline.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import dev.tideline.rules.ruleset.Compilation;
import dev.tideline.rules.ruleset.Rulebook;
import dev.tideline.rules.ruleset.ShippedRulebook;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import dev.tideline.rules.segments.Segmentation;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs the cases of every shipped playbook by the rule engine and by the interpreter. */
class ShippedScenariosTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final ScenarioReader READER = new ScenarioReader(VOCABULARY);
    private static final ScenarioRunner RUNNER =
            new ScenarioRunner(VOCABULARY, Segmentation.shipped(VOCABULARY), ZoneOffset.UTC);

    private static Rulebook rulebook;

    @BeforeAll
    static void compile() {
        Compilation compilation = ShippedRulebook.compilation();
        assertThat(compilation.refused()).isEmpty();
        rulebook = compilation.rulebook();
    }

    @ParameterizedTest
    @MethodSource("keys")
    void everyCaseComesOutAsExpectedAndEveryRuleIsCovered(String key) {
        try (Evaluator evaluator = rulebook.evaluator()) {
            ScenarioReport engine = run(key, engine(evaluator, key));
            assertThat(engine.failures()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("keys")
    void engineAndInterpreterProposeTheSame(String key) {
        try (Evaluator evaluator = rulebook.evaluator()) {
            ScenarioReport interpreted = run(key, Proposals.interpreted(rulebook.rules(key)));
            assertThat(run(key, engine(evaluator, key))).isEqualTo(interpreted);
        }
    }

    @Test
    void everyUserOfAnyCaseIsDecidedAlikeByAllRules() {
        Proposals interpreted = Proposals.interpreted(rulebook.rules());
        try (Evaluator evaluator = rulebook.evaluator()) {
            for (String key : keys()) {
                assertThat(RUNNER.run(cases(key), List.of(), evaluator::evaluate))
                        .as(key)
                        .isEqualTo(RUNNER.run(cases(key), List.of(), interpreted));
            }
        }
    }

    private static List<String> keys() {
        return ShippedPlaybooks.keys();
    }

    private static ScenarioReport run(String key, Proposals proposals) {
        List<String> rules = rulebook.rules(key).stream().map(CheckedRule::name).toList();
        return RUNNER.run(cases(key), rules, proposals);
    }

    private static List<Scenario> cases(String key) {
        String text = ShippedPlaybooks.files(key).get(Playbook.SCENARIOS);
        return READER.read(key + "/" + Playbook.SCENARIOS, text).orThrow();
    }

    private static Proposals engine(Evaluator evaluator, String key) {
        return (user, market, asOf) -> evaluator.evaluate(user, market, asOf).stream()
                .filter(candidate -> candidate.playbook().equals(key))
                .toList();
    }
}
