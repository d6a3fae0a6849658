package dev.tideline.engine.campaign;

import dev.tideline.engine.ledger.grant.Cost;
import dev.tideline.engine.ledger.pool.Airdrop;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;

/**
 * What a campaign for wallets divides, and how.
 *
 * @param pool what is divided, in the token
 * @param reference the reference currency
 * @param price units of it for one token, fixed for every grant of the campaign
 * @param basis whether shares go by tier alone or by volume
 * @param tiers multipliers by volume
 * @param early multipliers by first use
 */
public record WalletTerms(
        Money pool, Asset reference, BigDecimal price, Airdrop.Basis basis, List<Tier> tiers, List<Early> early) {

    /** Volumes are compared exactly, in what unit ever the file has them. */
    static final Asset VOLUME = new Asset("VOLUME", Asset.MOST_DECIMALS);

    /**
     * From this volume on.
     *
     * @param volume least volume
     * @param multiplier at most 6 decimals
     */
    public record Tier(BigDecimal volume, BigDecimal multiplier) {}

    /**
     * First used on this day or before.
     *
     * @param until last day
     * @param multiplier at most 6 decimals
     */
    public record Early(LocalDate until, BigDecimal multiplier) {}

    public WalletTerms {
        tiers = List.copyOf(tiers);
        early = List.copyOf(early);
        if (pool.signum() <= 0 || price.signum() < 0) {
            throw new IllegalArgumentException("Pool " + pool + " at a price of " + price
                    + " cannot be. Try a pool above 0 and its present price.");
        }
        if (tiers.isEmpty()) {
            throw new IllegalArgumentException("No tier is given. Try one with volume 0 and multiplier 1.");
        }
        airdrop(pool, basis, tiers, early, "checked");
    }

    /** The campaign's arithmetic. */
    Airdrop airdrop(String campaign) {
        return airdrop(pool, basis, tiers, early, campaign);
    }

    private static Airdrop airdrop(
            Money pool, Airdrop.Basis basis, List<Tier> tiers, List<Early> early, String campaign) {
        if (tiers.stream()
                                .map(Tier::volume)
                                .map(BigDecimal::stripTrailingZeros)
                                .distinct()
                                .count()
                        < tiers.size()
                || early.stream().map(Early::until).distinct().count() < early.size()) {
            throw new IllegalArgumentException("Two tiers begin, or two early steps end, at the same. Try one each.");
        }
        try {
            return new Airdrop(
                    pool,
                    basis,
                    tiers.stream()
                            .map(tier -> new Airdrop.Tier(VOLUME.of(tier.volume()), tier.multiplier()))
                            .toList(),
                    early.stream()
                            .map(step -> new Airdrop.Early(step.until(), step.multiplier()))
                            .toList(),
                    campaign);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("A multiplier has more than 6 decimals. Try 1.25.", e);
        }
    }

    /** What a share costs, its worth rounded up. */
    Cost cost(Money share) {
        Money worth = share.asset().equals(reference)
                ? share
                : reference.of(share.amount().multiply(price).setScale(reference.decimals(), RoundingMode.CEILING));
        return new Cost(share, worth);
    }
}
