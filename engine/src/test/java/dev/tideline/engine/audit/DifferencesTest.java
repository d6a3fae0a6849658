package dev.tideline.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DifferencesTest {

    private final Differences found = new Differences();

    @Test
    void whatIsTheSameIsNotTold() {
        found.value("/reason", "CONTROL", "CONTROL")
                .value("/retry_at", null, null)
                .json("/parts", "[1]", "[1]");
        assertThat(found.all()).isEmpty();
    }

    @Test
    void theInnermostPlaceIsTold() {
        found.json(
                "/parts",
                "[{\"reason\":\"A\",\"values\":{\"a/b\":\"1\"}},{\"x\":1}]",
                "[{\"reason\":\"A\",\"values\":{\"a/b\":\"2\"}}]");
        assertThat(found.all())
                .containsExactly(
                        new Difference("/parts/0/values/a~1b", "1", "2"),
                        new Difference("/parts/1", "{\"x\":1}", null));
    }

    @Test
    void eachPlaceOfAListThatDiffersIsTold() {
        found.texts("/inputs/packs", List.of("cleared@9", "uk@1"), List.of("cleared@1", "uk@1", "eu@2"));
        assertThat(found.all())
                .containsExactly(
                        new Difference("/inputs/packs/0", "cleared@9", "cleared@1"),
                        new Difference("/inputs/packs/2", null, "eu@2"));
    }

    @Test
    void otherBytesOfTheSameTreeAreTold() {
        found.json("/parts", "[1, 2]", "[1,2]");
        assertThat(found.all()).containsExactly(new Difference("/parts", "[1, 2]", "[1,2]"));
    }

    @Test
    void whatIsMissingOnOneSideIsNull() {
        found.value("/retry_at", "2026-01-01T00:00:00Z", null);
        assertThat(found.all()).containsExactly(new Difference("/retry_at", "2026-01-01T00:00:00Z", null));
    }
}
