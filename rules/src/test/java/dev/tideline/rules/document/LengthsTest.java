package dev.tideline.rules.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.rules.playbook.reentry.Window;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LengthsTest {

    @Test
    void aHundredYearsAreTheLongest() {
        assertThat(Lengths.positive("P36500D")).isEqualTo(Lengths.LONGEST);
        assertThat(Lengths.parse("PT0S")).isEqualTo(Duration.ZERO);
        assertThat(Window.parse("rolling(P36500D)")).isEqualTo(new Window.Rolling(Lengths.LONGEST));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "P36500DT1S",
                "P200000000D",
                "P999999999999D",
                "P99999999999999999999D",
                "-P1D",
                "P1M",
                "30",
                "",
                "PT0S"
            })
    void whatNoCalendarCanCountIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Lengths.positive(text));
        assertThatIllegalArgumentException().isThrownBy(() -> Window.parse("rolling(" + text + ")"));
    }
}
