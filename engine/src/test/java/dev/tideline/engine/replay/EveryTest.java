package dev.tideline.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EveryTest {

    @Test
    void dayTakesBothEnds() {
        assertThat(dates(Every.DAY, "2026-02-27", "2026-03-02"))
                .containsExactly("2026-02-27", "2026-02-28", "2026-03-01", "2026-03-02");
    }

    @Test
    void weekTakesSundays() {
        assertThat(dates(Every.WEEK, "2026-03-01", "2026-03-15"))
                .containsExactly("2026-03-01", "2026-03-08", "2026-03-15");
        assertThat(dates(Every.WEEK, "2026-03-02", "2026-03-07")).isEmpty();
    }

    @Test
    void monthTakesLastDays() {
        assertThat(dates(Every.MONTH, "2024-01-31", "2024-03-30")).containsExactly("2024-01-31", "2024-02-29");
    }

    private static List<String> dates(Every every, String from, String to) {
        return every.dates(LocalDate.parse(from), LocalDate.parse(to)).stream()
                .map(LocalDate::toString)
                .toList();
    }
}
