package dev.tideline.engine.ledger.pool;

import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A fixed pool for wallets by the tier of their volume, multiplied for those who came early; flagged wallets get nothing.
 *
 * @param pool what is divided
 * @param basis what the multipliers are applied to
 * @param tiers multipliers by volume, from the lowest volume to the highest; below the first nobody qualifies
 * @param early multipliers by first use, from the earliest day to the latest; who came after the last has 1
 * @param salt names the campaign, for ties of the last unit
 */
public record Airdrop(Money pool, Basis basis, List<Tier> tiers, List<Early> early, String salt) {

    /** What the multipliers are applied to. */
    public enum Basis {
        /** The same for every wallet: only tier and first use count. */
        TIER,
        /** The wallet's volume. */
        VOLUME
    }

    /** Decimals of a multiplier. */
    private static final int SCALE = 6;

    /**
     * From this volume on.
     *
     * @param volume least volume
     * @param multiplier with at most 6 decimals
     */
    public record Tier(Money volume, BigDecimal multiplier) {
        public Tier {
            scaled(multiplier);
        }
    }

    /**
     * First used on this day or before.
     *
     * @param until last day
     * @param multiplier with at most 6 decimals
     */
    public record Early(LocalDate until, BigDecimal multiplier) {
        public Early {
            scaled(multiplier);
        }
    }

    /**
     * One wallet.
     *
     * @param address its address
     * @param volume its volume
     * @param firstUse day of its first use
     */
    public record Wallet(String address, Money volume, LocalDate firstUse) {
        public Wallet {
            address = Address.plain(address);
        }
    }

    public Airdrop {
        tiers = tiers.stream().sorted(Comparator.comparing(Tier::volume)).toList();
        early = early.stream().sorted(Comparator.comparing(Early::until)).toList();
    }

    /** The number of the tier that this volume reaches, from 1; 0 if it reaches none. */
    public int tier(Money volume) {
        return (int) tiers.stream()
                .filter(tier -> volume.compareTo(tier.volume()) >= 0)
                .count();
    }

    /** What each wallet gets; flagged ones, in whatever case, and unqualified ones are absent. */
    public Map<String, Money> pay(Collection<Wallet> wallets, Set<String> flagged) {
        Set<String> refused = flagged.stream().map(Address::flag).collect(Collectors.toSet());
        List<Share> shares = wallets.stream()
                .filter(wallet -> !refused.contains(Address.flag(wallet.address())))
                .map(this::share)
                .filter(share -> share.weight().signum() > 0)
                .toList();
        return new Pool(pool, salt).divide(shares);
    }

    private Share share(Wallet wallet) {
        int tier = tier(wallet.volume());
        BigInteger byTier =
                tier == 0 ? BigInteger.ZERO : scaled(tiers.get(tier - 1).multiplier());
        BigInteger byTime = early.stream()
                .filter(step -> !wallet.firstUse().isAfter(step.until()))
                .findFirst()
                .map(step -> scaled(step.multiplier()))
                .orElse(scaled(BigDecimal.ONE));
        BigInteger base =
                basis == Basis.TIER ? BigInteger.ONE : wallet.volume().minor().max(BigInteger.ZERO);
        return new Share(wallet.address(), base.multiply(byTier).multiply(byTime));
    }

    private static BigInteger scaled(BigDecimal multiplier) {
        if (multiplier.signum() < 0) {
            throw new IllegalArgumentException("Multiplier " + multiplier + " is below 0. Try 1.5.");
        }
        return multiplier.movePointRight(SCALE).toBigIntegerExact();
    }
}
