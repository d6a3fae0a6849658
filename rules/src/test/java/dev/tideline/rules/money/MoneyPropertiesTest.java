package dev.tideline.rules.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Over 25 assets of 0 to 18 decimals each: 475 pairs of ticker and precision. */
class MoneyPropertiesTest {

    private static final int TICKERS = 25;

    @Property
    void textComesBackAsTheSameAmount(@ForAll("amounts") Money money) {
        assertThat(money.asset().of(money.amountText())).isEqualTo(money);
        assertThat(money.asset().of(money.amount())).isEqualTo(money);
    }

    @Property
    void minorUnitsAreTheDecimalShiftedByTheDecimals(@ForAll("amounts") Money money) {
        assertThat(new BigDecimal(money.amountText())
                        .movePointRight(money.asset().decimals()))
                .isEqualByComparingTo(new BigDecimal(money.minor()));
    }

    @Property
    void sumsAreExactAndUndone(@ForAll("amounts") Money money, @ForAll("counts") BigInteger minor) {
        Money other = money.asset().ofMinor(minor);
        assertThat(money.plus(other).amount())
                .isEqualByComparingTo(money.amount().add(other.amount()));
        assertThat(money.plus(other).minus(other)).isEqualTo(money);
        assertThat(money.plus(money.negated()).isZero()).isTrue();
    }

    @Property
    void twoAssetsNeverAdd(@ForAll("amounts") Money one, @ForAll("amounts") Money other) {
        if (one.asset().equals(other.asset())) {
            assertThat(one.plus(other)).isEqualTo(other.plus(one));
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> one.plus(other));
            assertThatIllegalArgumentException().isThrownBy(() -> one.minus(other));
            assertThatIllegalArgumentException().isThrownBy(() -> one.compareTo(other));
        }
    }

    @Property
    void aShareAndItsRestMakeTheWhole(@ForAll("amounts") Money money, @ForAll("ratios") BigDecimal ratio) {
        Money share = money.times(ratio, RoundingMode.DOWN);
        Money rest = money.minus(share);
        assertThat(share.plus(rest)).isEqualTo(money);
        assertThat(share.amount())
                .isBetween(money.amount().min(BigDecimal.ZERO), money.amount().max(BigDecimal.ZERO));
    }

    @Property
    void conversionErrsByLessThanOneSmallestUnit(
            @ForAll("amounts") Money money, @ForAll("assets") Asset to, @ForAll("prices") BigDecimal price) {
        Rate rate = new Rate(money.asset(), to, to.equals(money.asset()) ? BigDecimal.ONE : price, Instant.EPOCH, "x");
        BigDecimal error = rate.convert(money, RoundingMode.CEILING).amount().subtract(rate.worth(money));
        assertThat(error).isBetween(BigDecimal.ZERO, to.ofMinor(1).amount());
    }

    @Provide
    Arbitrary<Asset> assets() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, TICKERS - 1),
                        Arbitraries.integers().between(0, Asset.MOST_DECIMALS))
                .as((ticker, decimals) -> new Asset("T" + (char) ('A' + ticker), decimals));
    }

    @Provide
    Arbitrary<BigInteger> counts() {
        BigInteger most = BigInteger.TEN.pow(40);
        return Arbitraries.bigIntegers().between(most.negate(), most);
    }

    @Provide
    Arbitrary<Money> amounts() {
        return Combinators.combine(assets(), counts()).as(Asset::ofMinor);
    }

    @Provide
    Arbitrary<BigDecimal> ratios() {
        return Arbitraries.bigDecimals()
                .between(BigDecimal.ZERO, BigDecimal.ONE)
                .ofScale(6);
    }

    @Provide
    Arbitrary<BigDecimal> prices() {
        return Arbitraries.bigDecimals()
                .between(new BigDecimal("0.00000001"), new BigDecimal("1000000"))
                .ofScale(8);
    }
}
