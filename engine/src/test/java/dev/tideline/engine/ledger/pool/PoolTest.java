package dev.tideline.engine.ledger.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class PoolTest {

    private static final Asset USDT = new Asset("USDT", 6);
    private static final Asset TIDE = new Asset("TIDE", 18);

    @Property(tries = 500)
    void paysOutToTheLastUnitInAnyOrder(
            @ForAll("weights") List<BigInteger> weights, @ForAll("amounts") BigInteger amount, @ForAll long seed) {
        List<Share> shares = shares(weights);
        Pool pool = new Pool(TIDE.ofMinor(amount), "week-10");
        Map<String, Money> paid = pool.divide(shares);
        boolean anybody = weights.stream().anyMatch(weight -> weight.signum() > 0);
        assertThat(sum(paid, TIDE)).isEqualTo(TIDE.ofMinor(anybody ? amount : BigInteger.ZERO));
        List<Share> shuffled = new ArrayList<>(shares);
        Collections.shuffle(shuffled, new Random(seed));
        assertThat(pool.divide(shuffled)).isEqualTo(paid);
    }

    @Property(tries = 500)
    void nobodyIsAUnitAwayFromHisExactPart(
            @ForAll("weights") List<BigInteger> weights, @ForAll("amounts") BigInteger amount) {
        BigInteger total = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        Map<String, Money> paid = new Pool(TIDE.ofMinor(amount), "s").divide(shares(weights));
        for (int i = 0; i < weights.size(); i++) {
            BigInteger error = paid.get("p" + i).minor().multiply(total).subtract(amount.multiply(weights.get(i)));
            assertThat(error.abs()).isLessThanOrEqualTo(total);
            if (weights.get(i).signum() == 0) {
                assertThat(paid.get("p" + i).isZero()).isTrue();
            }
        }
    }

    @Test
    void tiesOfTheLastUnitGoByHashAndChangeWithThePool() {
        List<Share> three = shares(List.of(BigInteger.ONE, BigInteger.ONE, BigInteger.ONE));
        Map<String, Money> paid = new Pool(USDT.ofMinor(100), "week-10").divide(three);
        assertThat(paid.values()).containsExactlyInAnyOrder(USDT.ofMinor(34), USDT.ofMinor(33), USDT.ofMinor(33));
        assertThat(List.of("week-11", "week-12", "week-13", "week-14", "week-15"))
                .anySatisfy(week -> assertThat(new Pool(USDT.ofMinor(100), week).divide(three))
                        .isNotEqualTo(paid));
    }

    @Test
    void refusesTwoSharesOfOnePerson() {
        Share share = new Share("p", BigInteger.ONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Pool(USDT.of("1"), "s").divide(List.of(share, share)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Pool(USDT.of("-1"), "s"));
    }

    /** ChainUp: ranks 4 to 10 share 1,400, so 200 each; 15 took part and 200 are shared by the 5 without a rank, 40 each. */
    @Test
    void theContestPaysAsTheManualComputes() {
        Prizes prizes = new Prizes(
                List.of(
                        new Prizes.Band(1, 1, USDT.of("1000")),
                        new Prizes.Band(2, 2, USDT.of("600")),
                        new Prizes.Band(3, 3, USDT.of("400")),
                        new Prizes.Band(4, 10, USDT.of("1400"))),
                USDT.of("200"),
                "contest-7");
        Map<String, Money> paid = prizes.pay(each(people(15)));
        assertThat(paid.get("r1")).isEqualTo(USDT.of("1000"));
        assertThat(paid.get("r4")).isEqualTo(USDT.of("200"));
        assertThat(paid.get("r10")).isEqualTo(USDT.of("200"));
        assertThat(paid.get("r11")).isEqualTo(USDT.of("40"));
        assertThat(sum(paid, USDT)).isEqualTo(USDT.of("3600"));
        assertThat(sum(prizes.pay(each(people(5))), USDT)).isEqualTo(USDT.of("2400"));
        assertThat(prizes.pay(List.of())).isEmpty();
    }

    private static List<String> people(int count) {
        List<String> ranked = new ArrayList<>();
        for (int rank = 1; rank <= count; rank++) {
            ranked.add("r" + rank);
        }
        return ranked;
    }

    private static List<Share> shares(List<BigInteger> weights) {
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            shares.add(new Share("p" + i, weights.get(i)));
        }
        return shares;
    }

    private static Money sum(Map<String, Money> paid, Asset asset) {
        return paid.values().stream().reduce(asset.zero(), Money::plus);
    }

    @Property(tries = 500)
    void nobodyGetsMoreThanTheCapAndTheRestGoesToTheOthers(
            @ForAll("weights") List<BigInteger> weights,
            @ForAll("amounts") BigInteger amount,
            @ForAll("amounts") BigInteger cap) {
        Money pool = TIDE.ofMinor(amount);
        Money most = TIDE.ofMinor(cap);
        List<Share> shares = new ArrayList<>();
        for (int i = 0; i < weights.size(); i++) {
            shares.add(new Share("p" + i, weights.get(i)));
        }
        Map<String, Money> paid = new Pool(pool, "week").divide(shares, most);
        assertThat(paid.values()).allMatch(part -> !part.exceeds(most));
        long sharing = weights.stream().filter(weight -> weight.signum() > 0).count();
        Money sum = paid.values().stream().reduce(TIDE.zero(), Money::plus);
        if (sharing == weights.size()) {
            assertThat(sum).isEqualTo(pool.min(most.times(sharing)));
        } else {
            assertThat(sum.exceeds(pool)).isFalse();
        }
        Collections.shuffle(shares, new Random(5));
        assertThat(new Pool(pool, "week").divide(shares, most)).isEqualTo(paid);
    }

    @Provide
    Arbitrary<List<BigInteger>> weights() {
        return Arbitraries.bigIntegers()
                .between(BigInteger.ZERO, BigInteger.TEN.pow(24))
                .list()
                .ofMinSize(0)
                .ofMaxSize(60);
    }

    @Provide
    Arbitrary<BigInteger> amounts() {
        return Arbitraries.bigIntegers().between(BigInteger.ZERO, BigInteger.TEN.pow(30));
    }

    private static List<List<String>> each(List<String> ranked) {
        return ranked.stream().map(List::of).toList();
    }
}
