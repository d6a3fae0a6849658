package dev.tideline.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.subject.Assumptions;
import dev.tideline.rules.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AssumptionsTest {

    private static final Path PAGE = Path.of("../docs/checks.md");

    @Test
    void everyShippedNumberNamesItsSource() {
        Assumptions shipped = Assumptions.shipped();
        assertThat(shipped.fee().share()).isPositive();
        assertThat(shipped.fee().source()).isNotBlank();
        assertThat(shipped.capital().source()).isNotBlank();
        assertThat(shipped.longestPromise()).isPositive();
    }

    @Test
    void findsEveryMistakeAtOnce() {
        String text = """
                fee: { share: "2", source: s }
                capital: { share: "0.1" }
                longestPromise: soon
                accepted: [ { playbook: p, code: withdrawable-erly, because: "" } ]
                more: 1
                """;
        assertThat(Assumptions.read("checks.yaml", text).problems())
                .extracting(Problem::place)
                .extracting(place -> place.pointer())
                .contains(
                        "/fee/share",
                        "/capital",
                        "/longestPromise",
                        "/accepted/0/code",
                        "/accepted/0/because",
                        "/more");
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void thePageSaysWhatEachCodeMeans(Code code) throws IOException {
        String written = code.name().toLowerCase(Locale.ROOT).replace('_', '-');
        assertThat(Files.readString(PAGE)).contains("| `" + written + "` |");
    }
}
