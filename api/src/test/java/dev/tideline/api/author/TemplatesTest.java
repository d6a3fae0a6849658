package dev.tideline.api.author;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the templates keep to. */
class TemplatesTest {
    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Path TEMPLATES = RESOURCES.resolve("templates/author");

    @Test
    void everythingIsEscapedButTheImportMap() throws IOException {
        assertThat(found("th:utext=\"[^\"]*\"|\\[\\(")).containsExactly("th:utext=\"${assets.importMap()}\"");
        assertThat(found("\\son[a-z]+=|\\sstyle=|hx-on")).isEmpty();
    }

    @Test
    void everyWordIsThereInBothLanguages() throws IOException {
        Properties english = words("messages.properties");
        assertThat(words("messages_zh.properties").keySet()).isEqualTo(english.keySet());
        List<String> used = found("#\\{([a-z.-]+)[}(]").stream()
                .map(use -> use.replaceAll("[^a-z.-]", ""))
                .distinct()
                .toList();
        assertThat(english.stringPropertyNames()).containsAll(used);
    }

    private static List<String> found(String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATES)) {
            return files.filter(Files::isRegularFile)
                    .flatMap(
                            file -> Pattern.compile(pattern).matcher(text(file)).results())
                    .map(MatchResult::group)
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties words(String name) throws IOException {
        Properties words = new Properties();
        try (Reader reader =
                Files.newBufferedReader(RESOURCES.resolve("author").resolve(name), StandardCharsets.UTF_8)) {
            words.load(reader);
        }
        return words;
    }
}
