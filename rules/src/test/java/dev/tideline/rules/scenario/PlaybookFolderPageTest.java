package dev.tideline.rules.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.PlaybookReader;
import dev.tideline.rules.ruleset.Compilation;
import dev.tideline.rules.ruleset.PlaybookRules;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import dev.tideline.rules.segments.Segmentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The example of {@code docs/reference/playbook-folder.md} is a playbook that comes into force. */
class PlaybookFolderPageTest {

    private static final Path PAGE = Path.of("../docs/reference/playbook-folder.md");
    private static final Pattern BLOCK = Pattern.compile("```(?:yaml)?\\n(.*?)```\\n", Pattern.DOTALL);
    private static final Vocabulary VOCABULARY = Vocabulary.shipped();

    @Test
    void theExampleIsReadCompilesAndItsCasesHold() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(3);

        Playbook playbook = valid(PlaybookReader.read(Map.of(
                Playbook.DECLARATION, blocks.get(0), Playbook.SCENARIOS, blocks.get(1), "rules.drl", blocks.get(2))));
        List<Scenario> cases = valid(new ScenarioReader(VOCABULARY).read(Playbook.SCENARIOS, blocks.get(1)));
        Compilation compilation = new RulebookCompiler()
                .compile(List.of(PlaybookRules.of(playbook, Incentives.shipped())), List.of(), VOCABULARY);
        assertThat(compilation.refused()).isEmpty();

        List<String> rules =
                compilation.rulebook().rules().stream().map(CheckedRule::name).toList();
        ScenarioRunner runner = new ScenarioRunner(VOCABULARY, Segmentation.shipped(VOCABULARY), ZoneOffset.UTC);
        try (Evaluator evaluator = compilation.rulebook().evaluator()) {
            assertThat(runner.run(cases, rules, evaluator::evaluate).failures()).isEmpty();
        }
    }

    private static <T> T valid(Checked<T> checked) {
        assertThat(checked).isInstanceOf(Checked.Valid.class);
        return ((Checked.Valid<T>) checked).value();
    }
}
