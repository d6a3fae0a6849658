package dev.tideline.rules.reading;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.problem.Problem;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Whatever bytes are handed in as rules: they are read or refused, never an error, and every problem lies in the text. An
 * ordinary run of the tests tries the kept inputs; the command that looks for new ones is in CONTRIBUTING.md.
 */
class RuleTextFuzzTest {

    private static final RuleReader READER = new RuleReader(Vocabulary.shipped());
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Of the processor: other work on the machine does not count. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Pattern LINE_END = Pattern.compile("\n");

    @FuzzTest(maxDuration = "3m")
    void readsOrRefuses(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        for (String file : List.of("rules.drl", "rules.en.dslr", "rules.zh.dslr", "rules.csv")) {
            long start = THREADS.getCurrentThreadCpuTime();
            List<Problem> problems =
                    READER.playbook("p", Map.of(file, text), Map.of()).problems();
            assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start))
                    .isLessThan(PATIENCE);
            assertThat(problems).allSatisfy(problem -> liesWithin(text, problem));
        }
    }

    private static void liesWithin(String text, Problem problem) {
        int lines = LINE_END.split(text, -1).length;
        assertThat(problem.place().line()).isBetween(0, lines + 1);
        assertThat(problem.place().column()).isBetween(0, text.length() + 1);
        assertThat(problem.expected()).isNotBlank();
    }
}
