package dev.tideline.engine.pools.division;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.ledger.grant.GrantKey;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeeSharesTest {

    private static final Asset USDT = new Asset("USDT", 6);

    /** OKX: a fifth of the fees, half by assets, half by volume. */
    private static final FeeTerms.SharePool TERMS =
            new FeeTerms.SharePool(new BigDecimal("0.20"), new BigDecimal("0.50"), USDT.of("10000"));

    @Test
    void halfGoesByAssetsAndHalfByVolume() {
        Map<String, Money> paid = shares("1000")
                .divide(
                        USDT.of("100"),
                        List.of(member("a", "300", "0"), member("b", "100", "50"), member("c", "0", "150")));
        assertThat(paid)
                .containsEntry("a", USDT.of("37.5"))
                .containsEntry("b", USDT.of("25"))
                .containsEntry("c", USDT.of("37.5"));
    }

    @Test
    void aPoolThatDoesNotDivideEvenlyIsPaidOutToTheLastUnit() {
        Map<String, Money> paid = shares("1000")
                .divide(
                        USDT.of("0.000100"),
                        List.of(member("a", "1", "1"), member("b", "1", "1"), member("c", "1", "1")));
        assertThat(sum(paid)).isEqualTo(USDT.of("0.0001"));
        assertThat(paid.values()).containsOnly(USDT.of("0.000033"), USDT.of("0.000034"));
    }

    @Test
    void whatTheCapLeavesGoesToTheOthers() {
        Map<String, Money> paid = shares("10")
                .divide(
                        USDT.of("25"),
                        List.of(member("whale", "9000", "9000"), member("b", "10", "10"), member("c", "20", "20")));
        assertThat(paid)
                .containsEntry("whale", USDT.of("10"))
                .containsEntry("b", USDT.of("5"))
                .containsEntry("c", USDT.of("10"));
    }

    @Test
    void whereNobodyTradedAllGoesByAssetsAndTheOtherWayRound() {
        assertThat(shares("10").divide(USDT.of("9"), List.of(member("a", "2", "0"), member("b", "1", "0"))))
                .containsEntry("a", USDT.of("6"));
        assertThat(shares("10").divide(USDT.of("9"), List.of(member("a", "0", "2"), member("b", "0", "1"))))
                .containsEntry("a", USDT.of("6"));
        assertThat(sum(shares("10").divide(USDT.of("9"), List.of(member("a", "0", "0"))))
                        .isZero())
                .isTrue();
    }

    private static Money sum(Map<String, Money> paid) {
        return paid.values().stream().reduce(USDT.zero(), Money::plus);
    }

    private static FeeShares shares(String most) {
        return new FeeShares(TERMS, USDT.of(most), "week");
    }

    private static Member member(String key, String assets, String volume) {
        return new Member(new GrantKey(key), USDT.of(assets), USDT.of(volume));
    }
}
