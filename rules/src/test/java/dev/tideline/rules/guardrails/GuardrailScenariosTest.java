package dev.tideline.rules.guardrails;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.reading.RuleReader;
import dev.tideline.rules.scenario.Proposals;
import dev.tideline.rules.scenario.Scenario;
import dev.tideline.rules.scenario.ScenarioReader;
import dev.tideline.rules.scenario.ScenarioRunner;
import dev.tideline.rules.segments.Segmentation;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class GuardrailScenariosTest {

    private static final Vocabulary WORDS = Vocabulary.shipped();

    @Test
    void passEveryCaseAndCoverEveryGuardrail() {
        RuleReader reader = new RuleReader(WORDS);
        List<CheckedRule> rules = ShippedGuardrails.drlFiles().entrySet().stream()
                .flatMap(file -> reader.guardrails(file.getKey(), file.getValue()).orThrow().stream())
                .toList();
        List<Scenario> cases = new ScenarioReader(WORDS)
                .read("guardrails/scenarios.yaml", ShippedGuardrails.scenarios())
                .orThrow();
        List<String> names = rules.stream().map(CheckedRule::name).toList();
        ScenarioRunner runner = new ScenarioRunner(WORDS, Segmentation.shipped(WORDS), ZoneOffset.UTC);
        assertThat(runner.run(cases, names, Proposals.interpreted(rules)).failures())
                .isEmpty();
    }
}
