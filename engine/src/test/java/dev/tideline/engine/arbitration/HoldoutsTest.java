package dev.tideline.engine.arbitration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoldoutsTest {

    @Test
    void theFractionIsTheFirstEightBytesOfTheHash() {
        assertThat(Long.toUnsignedString(Holdouts.fraction("", "abc"), 16)).isEqualTo("ba7816bf8f01cfea");
    }

    @Test
    void holdsOutItsShareOfPersons() {
        long held = IntStream.range(0, 20_000)
                .filter(i -> Holdouts.below("salt", "person-" + i, 5))
                .count();
        assertThat(held).isBetween(900L, 1_100L);
    }

    @Test
    void layersWithOtherSaltsAreIndependent() {
        long both = IntStream.range(0, 40_000)
                .filter(i -> Holdouts.below("one", "person-" + i, 10))
                .filter(i -> Holdouts.below("two", "person-" + i, 10))
                .count();
        assertThat(both).isBetween(320L, 480L);
    }

    @Test
    void zeroHoldsOutNobodyAndAHundredEverybody() {
        assertThat(IntStream.range(0, 100).noneMatch(i -> Holdouts.below("s", "p" + i, 0)))
                .isTrue();
        assertThat(IntStream.range(0, 100).allMatch(i -> Holdouts.below("s", "p" + i, 100)))
                .isTrue();
    }
}
