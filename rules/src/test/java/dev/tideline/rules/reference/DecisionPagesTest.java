package dev.tideline.rules.reference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DecisionPagesTest {

    private static final Path FOLDER = Path.of("..", "docs", "decisions");

    @Test
    void everyNumberIsGivenOnce() throws IOException {
        assertThat(pages())
                .isNotEmpty()
                .extracting(DecisionPagesTest::name)
                .allMatch(name -> name.matches("\\d{4}(-[a-z0-9]+)+\\.md"))
                .extracting(name -> name.substring(0, 4))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyPageIsShortAndSaysWhatWasRejected() throws IOException {
        assertThat(pages())
                .allSatisfy(page -> assertThat(Files.readAllLines(page))
                        .as(name(page))
                        .hasSizeLessThan(60)
                        .containsSubsequence("## Context", "## Decision", "## Consequences", "## Rejected"));
    }

    @Test
    void everyTitleBearsItsNumber() throws IOException {
        assertThat(pages())
                .allSatisfy(page -> assertThat(Files.readAllLines(page))
                        .first()
                        .asString()
                        .startsWith("# " + Integer.parseInt(name(page).substring(0, 4)) + ". "));
    }

    private static String name(Path page) {
        return page.getFileName().toString();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }
}
