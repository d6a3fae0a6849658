package dev.tideline.rules.facts.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeTest {

    @ParameterizedTest
    @CsvSource({
        "0..100, 0, true",
        "0..100, 100, true",
        "0..100, -1, false",
        "0..100, 101, false",
        "0.., 9000000000000, true",
        "0.., -1, false",
        "..5, 6, false",
        "..5, -9, true",
        "-1..1, -2, false"
    })
    void bothEndsBelongToIt(String range, long value, boolean held) {
        assertThat(Range.parse(range).holds(value, 0)).isEqualTo(held);
        assertThat(Range.parse(range).holds(BigDecimal.valueOf(value))).isEqualTo(held);
    }

    @Test
    void decimalsAreComparedAsTheyAreKept() {
        Range share = Range.parse("0..0.5");
        assertThat(share.holds(500_000, 6)).isTrue();
        assertThat(share.holds(500_001, 6)).isFalse();
        assertThat(share.holds(new BigDecimal("0.5000001"))).isFalse();
    }

    @Test
    void saysItsEndsInWords() {
        assertThat(Range.parse("-1..0.5").text()).isEqualTo("-1 to 0.5");
        assertThat(Range.parse("0..").text()).isEqualTo("0 or more");
        assertThat(Range.parse("..100").text()).isEqualTo("100 or less");
        assertThat(Range.ANY.text()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "a..b", "0...1", "5..1", "0.." + "1."})
    void refusesWhatIsNoRange(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Range.parse(text));
    }
}
