package dev.tideline.rules.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.reading.RuleReader;
import dev.tideline.rules.segments.Segmentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReferencePageTest {

    private static final String WRITE = "tideline.reference.write";
    private static final String COMMAND = "mvn test -pl rules -Dtest=ReferencePageTest -D" + WRITE + "=true";
    private static final Path PAGE = Path.of("..", "docs", "reference", "facts.md");
    private static final Vocabulary VOCABULARY = Vocabulary.shipped();

    @Test
    void theCommittedPageIsTheGeneratedOne() throws IOException {
        String generated = ReferencePage.of(VOCABULARY, Segmentation.shipped(VOCABULARY), COMMAND);
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, generated);
        }
        assertThat(PAGE)
                .as("docs/reference/facts.md is written by: " + COMMAND)
                .content()
                .isEqualTo(generated);
    }

    @Test
    void theExampleIsAValidRule() {
        String page = ReferencePage.language();
        String example = page.substring(page.indexOf("```\n") + 4, page.lastIndexOf("```"));
        assertThat(new RuleReader(VOCABULARY)
                        .playbook("quiet", Map.of("facts.md", example), Map.of())
                        .problems())
                .isEmpty();
    }
}
