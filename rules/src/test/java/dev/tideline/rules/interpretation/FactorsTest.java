package dev.tideline.rules.interpretation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FactorsTest {

    @Property(tries = 5000)
    void comparesExactlyWhateverTheSize(@ForAll long left, @ForAll long millionths, @ForAll long right) {
        assertThat(Integer.signum(Factors.compare(left, millionths, right))).isEqualTo(wide(left, millionths, right));
    }

    @Property(tries = 2000)
    void findsEqualityWhereProductsOverflow64Bits(@ForAll int factor, @ForAll int times) {
        long left = factor * 2_000_000_000L;
        long right = 2_000_000_000L * 1_000_000L;
        assertThat(Factors.compare(left, factor, right)).isZero();
        assertThat(Integer.signum(Factors.compare(left + times, factor, right))).isEqualTo(Integer.signum(times));
    }

    private static int wide(long left, long millionths, long right) {
        return BigInteger.valueOf(left)
                .multiply(BigInteger.valueOf(1_000_000))
                .compareTo(BigInteger.valueOf(millionths).multiply(BigInteger.valueOf(right)));
    }
}
