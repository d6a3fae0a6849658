package dev.tideline.rules.reference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.notation.Language;
import dev.tideline.rules.reading.RuleReader;
import dev.tideline.rules.segments.Segmentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReferencePageTest {

    private static final String WRITE = "tideline.reference.write";
    private static final String COMMAND = "mvn test -pl rules -Dtest=ReferencePageTest -D" + WRITE + "=true";
    private static final Map<Language, Path> PAGES = Map.of(
            Language.ENGLISH, Path.of("..", "docs", "reference", "facts.md"),
            Language.CHINESE, Path.of("..", "docs", "reference", "facts.zh.md"));
    private static final Pattern CODE = Pattern.compile("(?m)`[^`\n]+`|^ {4}.*$|^## ");
    private static final Vocabulary VOCABULARY = Vocabulary.shipped();

    @ParameterizedTest
    @EnumSource
    void theCommittedPageIsTheGeneratedOne(Language language) throws IOException {
        String generated = page(language);
        Path page = PAGES.get(language);
        if (Boolean.getBoolean(WRITE)) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, generated);
        }
        assertThat(page).as("%s is written by: %s", page, COMMAND).content().isEqualTo(generated);
    }

    @ParameterizedTest
    @EnumSource
    void theExampleIsAValidRule(Language language) {
        String page = ReferencePage.language(language);
        String example = page.substring(page.indexOf("```\n") + 4, page.lastIndexOf("```"));
        assertThat(new RuleReader(VOCABULARY)
                        .playbook("quiet", Map.of("facts.md", example), Map.of())
                        .problems())
                .isEmpty();
    }

    @Test
    void theChinesePageTellsTheSameConditionsAndStatements() {
        assertThat(code(ReferencePage.language(Language.CHINESE)))
                .hasSizeGreaterThan(40)
                .isEqualTo(code(ReferencePage.language(Language.ENGLISH)));
    }

    private static List<String> code(String page) {
        return CODE.matcher(page).results().map(MatchResult::group).toList();
    }

    private static String page(Language language) {
        return ReferencePage.of(language, VOCABULARY, Segmentation.shipped(VOCABULARY), COMMAND);
    }
}
