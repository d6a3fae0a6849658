package dev.tideline.rules.playbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.reading.RuleReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaybooksPageTest {

    private static final Path PAGE = Path.of("../docs/playbooks.md");
    private static final List<String> FAMILIES = List.of("activation", "engagement", "recall", "churn-prevention");

    @Test
    void saysInTheDocumentationWhatIsShipped() throws IOException {
        String page = PlaybooksPage.of(rules());
        if ("write".equals(System.getProperty("docs"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE))
                .as("docs/playbooks.md; write it anew with -Ddocs=write")
                .isEqualTo(page);
    }

    private static Map<Playbook, List<CheckedRule>> rules() {
        RuleReader reader = new RuleReader(Vocabulary.shipped());
        Comparator<Playbook> order = Comparator.comparingInt(
                        (Playbook playbook) -> FAMILIES.indexOf(playbook.about().family()))
                .thenComparing(playbook -> playbook.about().id());
        Map<Playbook, List<CheckedRule>> rules = new LinkedHashMap<>();
        ShippedPlaybooks.all().stream()
                .sorted(order)
                .forEach(playbook -> rules.put(
                        playbook,
                        reader.playbook(playbook.key(), playbook.ruleFiles(), playbook.parameters())
                                .orThrow()));
        return rules;
    }
}
