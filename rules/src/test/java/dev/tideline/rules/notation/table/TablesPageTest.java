package dev.tideline.rules.notation.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.notation.Language;
import dev.tideline.rules.notation.Rewritten;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TablesPageTest {

    private static final Path PAGE = Path.of("../docs/reference/tables.md");

    @Test
    void theExampleIsReadAsTwoRules() throws IOException {
        String page = Files.readString(PAGE);
        int start = page.indexOf("```csv\n") + 7;
        String example = page.substring(start, page.indexOf("```", start));
        assertThat(Rewritten.read("p", "rules.csv", example, Map.of()).orThrow())
                .hasSize(2);
    }

    @Test
    void thePageNamesEveryHeading() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(Heading.Special.values())
                .allSatisfy(heading -> assertThat(page)
                        .contains("`" + heading.shown(Language.ENGLISH) + "`")
                        .contains(heading.shown(Language.CHINESE)));
    }
}
