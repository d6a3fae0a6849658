package dev.tideline.api.author;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Says whether the page is tried in a browser; the tests that do are in {@code src/browser}. */
class BrowserThereTest {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    @Test
    void thePageIsTriedInChromium() {
        assumeTrue(
                Files.exists(CHROMIUM),
                "There is no " + CHROMIUM + ": the page is not tried in a browser. Try apt-get install chromium");
        assertThatCode(() -> Class.forName(
                        "dev.tideline.api.author.AuthorInChromiumIT",
                        false,
                        getClass().getClassLoader()))
                .doesNotThrowAnyException();
    }
}
