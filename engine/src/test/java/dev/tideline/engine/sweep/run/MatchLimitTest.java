package dev.tideline.engine.sweep.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class MatchLimitTest {

    @Test
    void allowsThreeTimesTheMedianOfTheLastSeven() {
        assertThat(MatchLimit.limit(List.of(900L, 100L, 200L, 300L, 400L, 500L, 600L)))
                .contains(1_200L);
    }

    @Test
    void knowsNoLimitBeforeSevenRuns() {
        assertThat(MatchLimit.limit(List.of(1L, 2L, 3L, 4L, 5L, 6L))).isEmpty();
    }

    @Test
    void neverHoldsAHandfulOfMatches() {
        assertThat(MatchLimit.limit(List.of(0L, 0L, 0L, 0L, 0L, 0L, 0L))).contains(100L);
    }
}
