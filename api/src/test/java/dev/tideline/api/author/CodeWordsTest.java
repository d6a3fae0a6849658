package dev.tideline.api.author;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.auditlog.AuditAction;
import dev.tideline.engine.authoring.comparison.FileDifference;
import dev.tideline.engine.job.JobState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Codes in the language of the reader. */
class CodeWordsTest {

    private final CodeWords chinese = new CodeWords(Locale.SIMPLIFIED_CHINESE);

    @Test
    void everyCodeThatThePageShowsHasChinese() throws IOException {
        Stream<String> reasons = Pattern.compile("(?m)^\\| `([A-Z_]+)`")
                .matcher(Files.readString(Path.of("../docs/reference/reasons.md")))
                .results()
                .map(found -> found.group(1));
        Stream<Enum<?>> others = Stream.of(
                        Outcome.values(), AuditAction.values(), JobState.values(), FileDifference.Kind.values())
                .flatMap(Stream::of);
        assertThat(Stream.concat(reasons, others.map(Enum::name)))
                .hasSizeGreaterThan(70)
                .allSatisfy(code -> assertThat(chinese.of(code)).containsPattern("\\p{IsHan}"));
    }

    @Test
    void whatHasNoWordsIsShownAsItIs() {
        assertThat(chinese.of("SOMETHING_NEW")).isEqualTo("SOMETHING_NEW");
        assertThat(chinese.of("LOST_TO(recall-60)")).isEqualTo("让位于 recall-60");
        assertThat(chinese.of("GRANTED", "GRANTED")).isEqualTo("已授予");
        assertThat(chinese.of(Outcome.DROPPED, "COOLDOWN")).isEqualTo("未采用 冷却期内");
        assertThat(new CodeWords(Locale.ENGLISH).of("DROPPED", "COOLDOWN")).isEqualTo("DROPPED COOLDOWN");
    }
}
