package dev.tideline.engine.pools.division;

import dev.tideline.engine.ledger.pool.Pool;
import dev.tideline.engine.ledger.pool.Share;
import dev.tideline.rules.incentives.terms.FeeTerms;
import dev.tideline.rules.money.Money;
import java.math.BigInteger;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;

/**
 * Divides a pool of fees by assets and by volume: one exact division, so that it is paid out to the last unit. Pure.
 *
 * @param terms how much goes by assets, the rest by volume; where nobody has any of one, all goes by the other
 * @param most most that one member gets; what he leaves goes to the others
 * @param salt names the pool and its period, for ties of the last unit
 */
public record FeeShares(FeeTerms.SharePool terms, Money most, String salt) {

    /** What each gets, by grant key. */
    public Map<String, Money> divide(Money pool, Collection<Member> members) {
        BigInteger assets = sum(members, Member::assets);
        BigInteger volume = sum(members, Member::volume);
        BigInteger byAssets = terms.assetPart(pool).minor();
        BigInteger byVolume = pool.minor().subtract(byAssets);
        return new Pool(pool, salt)
                .divide(
                        members.stream()
                                .map(member -> new Share(
                                        member.key().text(), weight(member, assets, volume, byAssets, byVolume)))
                                .toList(),
                        most);
    }

    /** Both parts over their common denominator. */
    private static BigInteger weight(
            Member member, BigInteger assets, BigInteger volume, BigInteger byAssets, BigInteger byVolume) {
        if (assets.signum() == 0) {
            return member.volume().minor();
        }
        if (volume.signum() == 0) {
            return member.assets().minor();
        }
        return byAssets.multiply(member.assets().minor())
                .multiply(volume)
                .add(byVolume.multiply(member.volume().minor()).multiply(assets));
    }

    private static BigInteger sum(Collection<Member> members, Function<Member, Money> part) {
        return members.stream().map(part).map(Money::minor).reduce(BigInteger.ZERO, BigInteger::add);
    }
}
