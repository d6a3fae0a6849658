package dev.tideline.rules.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.ShippedGuardrails;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.ruleset.Compilation;
import dev.tideline.rules.ruleset.GuardrailFile;
import dev.tideline.rules.ruleset.PlaybookRules;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import dev.tideline.rules.scenario.Proposals;
import dev.tideline.rules.scenario.ScenarioReader;
import dev.tideline.rules.scenario.ScenarioRunner;
import dev.tideline.rules.segments.Segmentation;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedRulebookTest {

    private static final Vocabulary WORDS = Vocabulary.shipped();

    @Test
    void passesEveryCaseInTheRuleEngineWithAllPlaybooksTogether() {
        Compilation compilation = new RulebookCompiler()
                .compile(
                        ShippedPlaybooks.all().stream()
                                .map(ShippedRulebookTest::rules)
                                .toList(),
                        ShippedGuardrails.drlFiles().entrySet().stream()
                                .map(file -> new GuardrailFile(file.getKey(), file.getValue()))
                                .toList(),
                        WORDS);
        assertThat(compilation.refused()).isEmpty();
        try (Evaluator evaluator = compilation.rulebook().evaluator()) {
            assertThat(ShippedPlaybooks.keys().stream().flatMap(key -> failures(key, evaluator).stream()))
                    .isEmpty();
        }
    }

    private static List<String> failures(String key, Evaluator evaluator) {
        Proposals proposals = (user, market, asOf) -> evaluator.evaluate(user, market, asOf).stream()
                .filter(candidate -> candidate.playbook().equals(key))
                .toList();
        return new ScenarioRunner(WORDS, Segmentation.shipped(WORDS), ZoneOffset.UTC)
                .run(
                        new ScenarioReader(WORDS)
                                .read(key, ShippedPlaybooks.files(key).get(Playbook.SCENARIOS))
                                .orThrow(),
                        List.of(),
                        proposals)
                .failures();
    }

    private static PlaybookRules rules(Playbook playbook) {
        return PlaybookRules.of(playbook, Incentives.shipped());
    }
}
