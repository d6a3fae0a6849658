package dev.tideline.rules.notation.table.file;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.hostile.HostileWorkbooks;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.reading.RuleReader;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Whatever bytes are handed in as a workbook, or as a part of one that is whole otherwise: it is read or refused in a short
 * time, never an error. An ordinary run of the tests tries the kept inputs; the command that looks for new ones is in
 * CONTRIBUTING.md.
 */
class WorkbookFuzzTest {

    private static final RuleReader READER = new RuleReader(Vocabulary.shipped());
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Of the processor: other work on the machine does not count. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final List<String> PARTS =
            List.of(HostileWorkbooks.SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml");

    @FuzzTest(maxDuration = "3m")
    void readsOrRefuses(byte[] bytes) {
        tried(bytes);
        PARTS.forEach(part -> tried(HostileWorkbooks.with(part, bytes)));
    }

    private static void tried(byte[] workbook) {
        long start = THREADS.getCurrentThreadCpuTime();
        List<Problem> problems = READER.playbook("p", Map.of("rules.xlsx", HostileWorkbooks.base64(workbook)), Map.of())
                .problems();
        assertThat(Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - start)).isLessThan(PATIENCE);
        assertThat(problems).allSatisfy(problem -> {
            assertThat(problem.place().source()).isEqualTo("rules.xlsx");
            assertThat(problem.place().line()).isNotNegative();
            assertThat(problem.place().column()).isNotNegative();
            assertThat(problem.expected()).isNotBlank();
        });
    }
}
