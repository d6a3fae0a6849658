package dev.tideline.engine.audit;

import static org.assertj.core.api.Assertions.assertThat;

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
