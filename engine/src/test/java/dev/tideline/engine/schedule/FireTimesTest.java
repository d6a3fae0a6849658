package dev.tideline.engine.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

final class FireTimesTest {

    private static final ScheduleKey DAILY = new ScheduleKey("0 0 1 * * ?", "UTC");
    private static final Instant MONDAY = Instant.parse("2026-03-02T12:00:00Z");
    private static final Instant FRIDAY = Instant.parse("2026-03-06T12:00:00Z");

    @Test
    void forgetsWhatWasMissedIfThePolicySkips() {
        assertThat(FireTimes.missed(DAILY, MONDAY, FRIDAY, Set.of(), MisfirePolicy.SKIP))
                .isEmpty();
    }

    @Test
    void makesUpTheLastMissedFireTimeOnly() {
        assertThat(FireTimes.missed(DAILY, MONDAY, FRIDAY, Set.of(), MisfirePolicy.ONE))
                .containsExactly(Instant.parse("2026-03-06T01:00:00Z"));
    }

    @Test
    void makesUpTheLatestFewInOrder() {
        assertThat(FireTimes.missed(DAILY, MONDAY, FRIDAY, Set.of(), new MisfirePolicy(3)))
                .containsExactly(
                        Instant.parse("2026-03-04T01:00:00Z"),
                        Instant.parse("2026-03-05T01:00:00Z"),
                        Instant.parse("2026-03-06T01:00:00Z"));
    }

    @Test
    @Timeout(20)
    void doesNotWalkThroughWhatCameBeforeTheLatestFew() {
        ScheduleKey everySecond = new ScheduleKey("* * * * * ?", "UTC");
        assertThat(everySecond.between(MONDAY.minus(Duration.ofDays(10_000)), MONDAY, 2))
                .containsExactly(MONDAY.minusSeconds(1), MONDAY);
    }

    @Test
    void looksBackAsFarAsItMustForRareFireTimes() {
        ScheduleKey yearly = new ScheduleKey("0 0 12 1 1 ?", "UTC");
        assertThat(yearly.between(Instant.parse("2020-01-01T12:00:00Z"), MONDAY, 3))
                .containsExactly(
                        Instant.parse("2024-01-01T12:00:00Z"),
                        Instant.parse("2025-01-01T12:00:00Z"),
                        Instant.parse("2026-01-01T12:00:00Z"));
        assertThat(yearly.between(Instant.parse("2025-01-01T12:00:00Z"), MONDAY, 3))
                .containsExactly(Instant.parse("2026-01-01T12:00:00Z"));
    }

    @Test
    void countsAFireTimeWithARunAsNotMissed() {
        assertThat(FireTimes.missed(
                        DAILY, MONDAY, FRIDAY, Set.of(Instant.parse("2026-03-06T01:00:00Z")), MisfirePolicy.ONE))
                .containsExactly(Instant.parse("2026-03-05T01:00:00Z"));
    }

    @Test
    void readsTheCronInItsZone() {
        assertThat(new ScheduleKey("0 0 1 * * ?", "Asia/Singapore").after(MONDAY))
                .contains(Instant.parse("2026-03-02T17:00:00Z"));
    }

    @Test
    void refusesAScheduleThatCannotBeRead() {
        assertThatThrownBy(() -> new ScheduleKey("every day", "UTC")).hasMessageContaining("'every day'");
        assertThatThrownBy(() -> new ScheduleKey("0 0 1 * * ?", "Moon")).hasMessageContaining("'Moon'");
    }

    @Test
    void leavesAFireTimeToThePolicyAfterTwoMinutes() {
        assertThat(FireTimes.tooLate(MONDAY, MONDAY.plusSeconds(120))).isFalse();
        assertThat(FireTimes.tooLate(MONDAY, MONDAY.plusSeconds(121))).isTrue();
    }
}
