package dev.tideline.engine.ledger.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.ledger.pool.Airdrop.Early;
import dev.tideline.engine.ledger.pool.Airdrop.Tier;
import dev.tideline.engine.ledger.pool.Airdrop.Wallet;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The size and shape of a published campaign: 43,052 wallets of which 14,195 are flagged. */
class AirdropTest {

    private static final Asset USDT = new Asset("USDT", 6);
    private static final Asset TIDE = new Asset("TIDE", 18);
    private static final LocalDate START = LocalDate.parse("2023-01-01");
    private static final Airdrop CAMPAIGN = new Airdrop(
            TIDE.of("80000000.000000000000000007"),
            Airdrop.Basis.VOLUME,
            List.of(
                    new Tier(USDT.of("1000"), BigDecimal.ONE),
                    new Tier(USDT.of("10000"), new BigDecimal("1.25")),
                    new Tier(USDT.of("100000"), new BigDecimal("1.5"))),
            List.of(
                    new Early(START.plusDays(90), new BigDecimal("3")),
                    new Early(START.plusDays(180), new BigDecimal("2"))),
            "airdrop-1");

    @Test
    void dividesThePoolAmong43000WalletsToTheLastDigit() {
        List<Wallet> wallets = wallets(43_052);
        Set<String> flagged = new HashSet<>();
        for (int i = 0; i < 14_195; i++) {
            flagged.add(wallets.get(i * 3).address());
        }
        Map<String, Money> paid = CAMPAIGN.pay(wallets, flagged);
        assertThat(Collections.disjoint(paid.keySet(), flagged)).isTrue();
        assertThat(paid.values().stream().reduce(TIDE.zero(), Money::plus)).isEqualTo(CAMPAIGN.pool());
        List<Wallet> shuffled = new ArrayList<>(wallets);
        Collections.shuffle(shuffled, new Random(1));
        assertThat(CAMPAIGN.pay(shuffled, flagged)).isEqualTo(paid);
    }

    @Test
    void multipliesByTierAndByFirstUse() {
        Map<String, Money> paid = CAMPAIGN.pay(
                List.of(
                        new Wallet("late", USDT.of("1000"), START.plusDays(181)),
                        new Wallet("middle", USDT.of("1000"), START.plusDays(180)),
                        new Wallet("early-and-large", USDT.of("100000"), START.plusDays(90)),
                        new Wallet("too-small", USDT.of("999.999999"), START)),
                Set.of());
        assertThat(paid).containsOnlyKeys("late", "middle", "early-and-large");
        // weights 1,000 : 2,000 : 450,000
        BigInteger exact = CAMPAIGN.pool().minor().divide(BigInteger.valueOf(453));
        assertThat(paid.get("late").minor().subtract(exact)).isBetween(BigInteger.ZERO, BigInteger.ONE);
        assertThat(paid.values().stream().reduce(TIDE.zero(), Money::plus)).isEqualTo(CAMPAIGN.pool());
    }

    @Test
    void byTierAloneTheSizeOfAVolumeWithinATierCountsNothing() {
        Airdrop byTier =
                new Airdrop(TIDE.of("10"), Airdrop.Basis.TIER, CAMPAIGN.tiers(), CAMPAIGN.early(), CAMPAIGN.salt());
        Map<String, Money> paid = byTier.pay(
                List.of(
                        new Wallet("small", USDT.of("1000"), START.plusDays(181)),
                        new Wallet("smaller-than-10000", USDT.of("9999"), START.plusDays(181)),
                        new Wallet("early", USDT.of("1000"), START)),
                Set.of());
        assertThat(paid)
                .containsEntry("small", TIDE.of("2"))
                .containsEntry("smaller-than-10000", TIDE.of("2"))
                .containsEntry("early", TIDE.of("6"));
        assertThat(byTier.tier(USDT.of("999.999999"))).isZero();
        assertThat(byTier.tier(USDT.of("10000"))).isEqualTo(2);
    }

    @Test
    void aFlaggedAddressIsKnownInAnySpelling() {
        List<Wallet> wallets =
                List.of(new Wallet("0xAbC", USDT.of("1000"), START), new Wallet("0xdef", USDT.of("1000"), START));
        assertThat(CAMPAIGN.pay(wallets, Set.of("0xABC "))).containsOnlyKeys("0xdef");
        List<Wallet> others = List.of(
                new Wallet("BC1QQQQQQQ", USDT.of("1000"), START),
                new Wallet("W5", USDT.of("1000"), START),
                new Wallet("w6", USDT.of("1000"), START));
        assertThat(CAMPAIGN.pay(others, Set.of("bc1qqqqqqq", "w5"))).containsOnlyKeys("w6");
    }

    private static List<Wallet> wallets(int count) {
        Random random = new Random(43);
        List<Wallet> wallets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            long volume = 1_000_000_000L + (long) random.nextInt(1_000_000) * random.nextInt(1_000_000);
            wallets.add(new Wallet("0x%040x".formatted(i), USDT.ofMinor(volume), START.plusDays(random.nextInt(365))));
        }
        return wallets;
    }
}
