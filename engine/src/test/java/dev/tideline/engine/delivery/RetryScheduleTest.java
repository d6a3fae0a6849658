package dev.tideline.engine.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    @Test
    void followsTheScheduleOfTheSpecificationAndThenEnds() {
        assertThat(RetrySchedule.pauseAfter(1)).contains(Duration.ofSeconds(5));
        assertThat(RetrySchedule.pauseAfter(2)).contains(Duration.ofMinutes(5));
        assertThat(RetrySchedule.pauseAfter(9)).contains(Duration.ofHours(24));
        assertThat(RetrySchedule.pauseAfter(10)).isEmpty();
    }
}
