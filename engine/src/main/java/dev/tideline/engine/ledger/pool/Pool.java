package dev.tideline.engine.ledger.pool;

import dev.tideline.rules.money.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Divides an amount by weights with the largest remainder: everybody gets his exact part cut to the smallest unit, and
 * the units that are left go one each to the largest remainders, ties by a salted hash. The sum is the amount to the last
 * unit, whatever the order of the shares. Where all weights are 0, nobody gets anything.
 */
public final class Pool {

    private final Money amount;
    private final TieBreak ties;

    private Pool(Money amount, TieBreak ties) {
        this.amount = amount;
        this.ties = ties;
    }

    /**
     * A pool.
     *
     * @param amount what is divided, 0 or more
     * @param salt names the pool and its period, so that luck in ties does not follow a person
     */
    public Pool(Money amount, String salt) {
        if (amount.isNegative()) {
            throw new IllegalArgumentException("Pool holds " + amount + ". Try 0 or more.");
        }
        this.amount = amount;
        this.ties = new TieBreak(salt);
    }

    /**
     * What each gets, in the order of the shares; 0 for some.
     *
     * @throws IllegalArgumentException if somebody has two shares
     */
    public Map<String, Money> divide(Collection<Share> shares) {
        BigInteger total = shares.stream().map(Share::weight).reduce(BigInteger.ZERO, BigInteger::add);
        Map<String, BigInteger> parts = new LinkedHashMap<>();
        List<Remainder> remainders = new ArrayList<>();
        BigInteger left = total.signum() == 0 ? BigInteger.ZERO : amount.minor();
        for (Share share : shares) {
            BigInteger[] cut = total.signum() == 0
                    ? new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO}
                    : amount.minor().multiply(share.weight()).divideAndRemainder(total);
            if (parts.put(share.id(), cut[0]) != null) {
                throw new IllegalArgumentException(
                        "Pool knows " + share.id() + " twice. Add his weights to one share.");
            }
            remainders.add(new Remainder(share.id(), cut[1], ties.place(share.id())));
            left = left.subtract(cut[0]);
        }
        first(remainders, left.intValueExact()).forEach(id -> parts.merge(id, BigInteger.ONE, BigInteger::add));
        Map<String, Money> paid = new LinkedHashMap<>();
        parts.forEach((id, minor) -> paid.put(id, amount.asset().ofMinor(minor)));
        return Collections.unmodifiableMap(paid);
    }

    /**
     * What each gets if nobody gets more than this: what those at the cap leave goes to the others. The sum is the amount,
     * or as much as the caps allow.
     */
    public Map<String, Money> divide(Collection<Share> shares, Money most) {
        Map<String, Money> paid = new LinkedHashMap<>();
        shares.forEach(share -> paid.put(share.id(), amount.asset().zero()));
        List<Share> open = new ArrayList<>(shares);
        Money left = amount;
        while (true) {
            Map<String, Money> parts = new Pool(left, ties).divide(open);
            List<Share> capped = open.stream()
                    .filter(share -> !most.exceeds(Objects.requireNonNull(parts.get(share.id()))))
                    .toList();
            if (capped.isEmpty()) {
                paid.putAll(parts);
                return Collections.unmodifiableMap(paid);
            }
            capped.forEach(share -> paid.put(share.id(), most));
            left = left.minus(most.times(capped.size()));
            open.removeAll(capped);
        }
    }

    private record Remainder(String id, BigInteger size, String place) {}

    /** There are fewer units left than shares with a remainder. */
    private Set<String> first(List<Remainder> remainders, int count) {
        Comparator<Remainder> largest = Comparator.comparing(Remainder::size).reversed();
        return new HashSet<>(remainders.stream()
                .sorted(largest.thenComparing(Remainder::place))
                .limit(count)
                .map(Remainder::id)
                .toList());
    }
}
