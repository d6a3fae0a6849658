package dev.tideline.rules.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

    private static final Asset USDT = new Asset("USDT", 6);
    private static final Asset BTC = new Asset("BTC", 8);
    private static final Asset ETH = new Asset("ETH", 18);
    private static final Asset JPY = new Asset("JPY", 0);

    @Test
    void refusesToAddTwoAssets() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> USDT.of("10").plus(BTC.of("1")))
                .withMessage("Cannot combine 10 USDT with 1 BTC: amounts of different assets."
                        + " Convert one at a stated rate first.");
        assertThatIllegalArgumentException().isThrownBy(() -> USDT.of("10").compareTo(BTC.of("1")));
    }

    @Test
    void takesTheSameTickerWithOtherDecimalsForAnotherAsset() {
        Asset sixDecimals = new Asset("DAI", 6);
        Asset eighteenDecimals = new Asset("DAI", 18);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sixDecimals.of("1").plus(eighteenDecimals.of("1")));
    }

    @Test
    void holdsMoreThan64Bits() {
        Money much = ETH.of("123456789012345678901234.567890123456789012");
        assertThat(much.plus(ETH.ofMinor(1))).hasToString("123456789012345678901234.567890123456789013 ETH");
    }

    @Test
    void writesNoNeedlessZeros() {
        assertThat(USDT.of("12.50").amountText()).isEqualTo("12.5");
        assertThat(USDT.of("-0.000001").amountText()).isEqualTo("-0.000001");
        assertThat(USDT.of("100").amountText()).isEqualTo("100");
        assertThat(USDT.of("-0").amountText()).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1e3", "1,000", ".5", "5.", "+1", "0x1", "NaN", "1.0000001", "--1", "１"})
    void refusesWhatIsNoPlainAmount(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> USDT.of(text));
    }

    @Test
    void refusesWhatTheDatabaseCannotHold() {
        assertThatIllegalArgumentException().isThrownBy(() -> USDT.ofMinor(Money.MOST.add(BigInteger.ONE)));
        assertThatIllegalArgumentException().isThrownBy(() -> USDT.of("9".repeat(78)));
        assertThatIllegalArgumentException().isThrownBy(() -> USDT.of("1".repeat(1_000_000)));
    }

    @Test
    void roundsOnlyAsTold() {
        BigDecimal third = new BigDecimal("0.333");
        assertThat(JPY.of("10").times(third, RoundingMode.DOWN)).isEqualTo(JPY.of("3"));
        assertThat(JPY.of("10").times(third, RoundingMode.UP)).isEqualTo(JPY.of("4"));
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> JPY.of("10").times(third, RoundingMode.UNNECESSARY));
        assertThat(USDT.of("1400").times(BigInteger.ONE, BigInteger.valueOf(7), RoundingMode.UNNECESSARY))
                .isEqualTo(USDT.of("200"));
    }

    @Test
    void convertsExactlyAtAStatedRate() {
        Rate rate = new Rate(BTC, USDT, new BigDecimal("65123.45"), Instant.EPOCH, "index");
        assertThat(rate.worth(BTC.of("0.00000001"))).isEqualByComparingTo("0.0006512345");
        assertThat(rate.convert(BTC.of("0.00000001"), RoundingMode.UP)).isEqualTo(USDT.of("0.000652"));
        assertThat(rate.convert(BTC.of("2"), RoundingMode.UNNECESSARY)).isEqualTo(USDT.of("130246.9"));
        assertThatIllegalArgumentException().isThrownBy(() -> rate.convert(USDT.of("1"), RoundingMode.UP));
    }

    @Test
    void refusesAPriceThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate(BTC, USDT, BigDecimal.ZERO, Instant.EPOCH, "index"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Rate(BTC, BTC, BigDecimal.TEN, Instant.EPOCH, "index"));
    }

    @Test
    void findsAllMistakesInAListOfAssetsAtOnce() {
        assertThat(Assets.read("assets.yaml", "usdt: { decimals: 6 }\nBTC: { decimals: 19, name: x }\n")
                        .problems())
                .extracting(problem -> problem.place().pointer())
                .containsExactlyInAnyOrder("/usdt", "/BTC/decimals", "/BTC/name");
        assertThat(Assets.shipped().require("ETH").decimals()).isEqualTo(18);
        assertThatIllegalArgumentException().isThrownBy(() -> Assets.shipped().require("SPICE"));
    }
}
