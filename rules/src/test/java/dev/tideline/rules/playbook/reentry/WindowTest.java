package dev.tideline.rules.playbook.reentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {

    private static final Instant TUESDAY = Instant.parse("2026-03-31T18:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "calendar(day, UTC);            2026-03-31T00:00:00Z",
                "calendar(day, Asia/Singapore); 2026-03-31T16:00:00Z",
                "calendar(week, UTC);           2026-03-30T00:00:00Z",
                "calendar(month, UTC);          2026-03-01T00:00:00Z",
                "rolling(PT24H);                2026-03-30T18:00:00Z"
            })
    void beginsWhereItsTextSays(String text, Instant start) {
        assertThat(Window.parse(text).start(TUESDAY)).isEqualTo(start);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "calendar(day, Europe/Berlin);  2026-03-31T22:00:00Z",
                "calendar(week, UTC);           2026-04-06T00:00:00Z",
                "calendar(month, UTC);          2026-04-01T00:00:00Z"
            })
    void endsWhereTheNextOneBegins(String text, Instant end) {
        Window.Calendar window = (Window.Calendar) Window.parse(text);
        assertThat(window.end(TUESDAY)).isEqualTo(end);
        assertThat(window.start(end)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"calendar(month, UTC)", "calendar(week, Asia/Singapore)", "rolling(PT720H)"})
    void readsWhatItWrites(String text) {
        assertThat(Window.parse(text).text()).isEqualTo(text);
    }

    @Test
    void spellsUtcInOneWay() {
        Window.Calendar utc = new Window.Calendar(Window.Calendar.Unit.MONTH, ZoneOffset.UTC);
        assertThat(utc.text()).isEqualTo("calendar(month, UTC)");
        assertThat(utc)
                .isEqualTo(Window.parse("calendar(month, UTC)"))
                .isEqualTo(Window.parse("calendar(month, Z)"))
                .isEqualTo(Window.parse("calendar(month, +0000)"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "calendar(year, UTC)", "calendar(day, Mars)", "rolling(30)", "rolling(-P1D)", "rolling(PT0S)"
            })
    void refusesAnythingElse(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Window.parse(text));
    }
}
