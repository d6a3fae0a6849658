package dev.tideline.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.problem.Wording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Everything that is said to people can be said in every language; a module's architecture test implements it. */
public interface WordingRules {

    /** A text in the source, or several joined by plus signs. */
    String LITERAL = "\"(?:\\\\.|[^\"\\\\])*\"";

    /** What is said, and with how many arguments. */
    Pattern SAID = Pattern.compile("\\bWording\\s*\\.of\\(\\s*(" + LITERAL + "(?:\\s*\\+\\s*" + LITERAL + ")*)?");

    Pattern PART = Pattern.compile(LITERAL);

    Pattern GAP = Pattern.compile("\\{\\d}");

    @Test
    default void everyPhraseIsALiteralThatATestCanFind() {
        assertThat(found(Path.of("src/main/java"))).doesNotContainKey("");
    }

    @Test
    default void everyPhraseHasChineseWithTheSameArguments() {
        Set<String> templates = templates(Path.of("src/main/java"));
        assertThat(templates).allSatisfy(english -> {
            String chinese = Wording.term(english).text(Locale.SIMPLIFIED_CHINESE);
            assertThat(chinese).as("messages/zh.yaml of: %s", english).isNotEqualTo(english);
            assertThat(gaps(chinese)).as("arguments of: %s", english).isEqualTo(gaps(english));
        });
    }

    /** The English of all phrases below a folder of sources. */
    static Set<String> templates(Path sources) {
        Set<String> templates = new TreeSet<>(found(sources).keySet());
        templates.remove("");
        return templates;
    }

    /** The files of each phrase; under the empty text those that say something that is no literal. */
    private static Map<String, List<String>> found(Path sources) {
        Map<String, List<String>> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                Matcher said = SAID.matcher(Files.readString(file));
                while (said.find()) {
                    String english = said.group(1) == null ? "" : joined(said.group(1));
                    found.computeIfAbsent(english, key -> new ArrayList<>()).add(file.toString());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    private static String joined(String literals) {
        return PART.matcher(literals)
                .results()
                .map(MatchResult::group)
                .map(literal -> literal.substring(1, literal.length() - 1).translateEscapes())
                .collect(Collectors.joining());
    }

    private static Set<String> gaps(String text) {
        return GAP.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
