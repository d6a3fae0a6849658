package dev.tideline.rules.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Problem;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentReaderTest {

    @Test
    void everyMistakeIsReportedAtOnce() {
        List<Problem> problems = read("""
                axes:
                  asset_tier:
                    meaning: Band of the total asset
                    values:
                      "0-10": { when: totalAsset < "ten" }
                      HUGE: { when: totalAsset >= 10 }
                  total_asset:
                    meaning: Not a segment
                    values: {}
                extra: 1
                """).problems();
        assertThat(problems).extracting(Problem::message).hasSize(4).allMatch(text -> text.contains("own.yaml"));
        assertThat(problems).extracting(Problem::message).anyMatch(text -> text.contains("HUGE"));
        assertThat(problems).extracting(Problem::message).anyMatch(text -> text.contains("total_asset"));
        assertThat(problems).extracting(Problem::message).anyMatch(text -> text.contains("extra"));
    }

    @Test
    void conditionsSeeNoFieldOfTheEngineOrOfOtherSegments() {
        assertThat(readTier("touches24h > 0").problems()).hasSize(1);
        assertThat(readTier("rfmR == 5").problems()).hasSize(1);
        assertThat(readTier("totalAsset > 0").problems()).isEmpty();
    }

    @Test
    void thresholdsAreNamedAndTyped() {
        Segmentation own = read("""
                parameters:
                  least: { type: AMOUNT, value: 12.5, description: Least asset }
                axes:
                  asset_tier: { meaning: Band, values: { "0-10": { when: totalAsset >= $least } } }
                """).orThrow();
        assertThat(own.parameters().get("least").value()).isEqualTo(12_500_000);
        assertThat(own.conditions()).hasSize(1);
    }

    @Test
    void anAxisIsSetOnce() {
        String text = "axes: { asset_tier: { meaning: Band, values: { \"0-10\": { when: totalAsset < 10 } } } }";
        assertThat(Segmentation.read(Map.of("a.yaml", text, "b.yaml", text), Vocabulary.shipped())
                        .problems())
                .extracting(Problem::expected)
                .containsExactly("an axis that no other part sets; 'asset_tier' is set already");
    }

    @Test
    void theThresholdsOfAChurnAreKnownByName() {
        Segmentation shipped = Segmentation.shipped(Vocabulary.shipped());
        assertThat(shipped.parameters().get("churnDays").value()).isEqualTo(90);
        assertThat(shipped.parameters().get("emptyDays").value()).isEqualTo(45);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\":1}", "{\"a\":{}}", "{\"a\":\"b\"", "null"})
    void whatIsNoStoredStateIsRefused(String json) {
        assertThatIllegalArgumentException().isThrownBy(() -> SegmentState.fromJson(json));
    }

    private static Checked<Segmentation> readTier(String condition) {
        return read("axes: { asset_tier: { meaning: Band, values: { \"0-10\": { when: '" + condition + "' } } } }");
    }

    private static Checked<Segmentation> read(String text) {
        return Segmentation.read(Map.of("own.yaml", text), Vocabulary.shipped());
    }
}
