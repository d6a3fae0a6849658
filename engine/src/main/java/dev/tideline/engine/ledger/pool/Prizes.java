package dev.tideline.engine.ledger.pool;

import dev.tideline.rules.money.Money;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * The prize table of a contest: bands of ranks that share a pool equally, and a pool for all who took part without a
 * rank in a band. Prizes of ranks that nobody holds are not paid.
 *
 * @param bands bands of ranks without gap, from rank 1
 * @param participation shared equally by those below the last band
 * @param salt names the contest, for ties of the last unit
 */
public record Prizes(List<Band> bands, Money participation, String salt) {

    /**
     * Ranks that share a pool equally.
     *
     * @param first first rank
     * @param last last rank, itself included
     * @param pool what they share; a band with fewer holders pays each what all ranks would have got
     */
    public record Band(int first, int last, Money pool) {
        public Band {
            if (first < 1 || last < first || pool.isNegative()) {
                throw new IllegalArgumentException(
                        "Ranks " + first + " to " + last + " sharing " + pool + " are no band. Try 4 to 10.");
            }
        }

        private int size() {
            return last - first + 1;
        }
    }

    public Prizes {
        bands = List.copyOf(bands);
        int next = 1;
        for (Band band : bands) {
            if (band.first() != next) {
                throw new IllegalArgumentException("Band of rank " + band.first() + " should start at rank " + next);
            }
            next = band.last() + 1;
        }
    }

    /**
     * What each gets, best first.
     *
     * @param places ids from the best to the last, without those disqualified; those who hold a place together share
     *     equally what their ranks bring
     */
    public Map<String, Money> pay(List<List<String>> places) {
        Map<String, Money> paid =
                new LinkedHashMap<>(alone(places.stream().flatMap(List::stream).toList()));
        for (List<String> tied : places) {
            if (tied.size() > 1) {
                Money sum = tied.stream()
                        .map(id -> Objects.requireNonNull(paid.get(id)))
                        .reduce(participation.asset().zero(), Money::plus);
                paid.putAll(equally(sum, tied, tied.size()));
            }
        }
        return Collections.unmodifiableMap(paid);
    }

    /** Where somebody comes among those of whom nothing says who goes first, as a text that sorts. */
    public String lot(String id) {
        return new TieBreak(salt).place(id);
    }

    private Map<String, Money> alone(List<String> ranked) {
        if (new HashSet<>(ranked).size() != ranked.size()) {
            throw new IllegalArgumentException("Somebody holds two ranks");
        }
        Map<String, Money> paid = new LinkedHashMap<>();
        int placed = 0;
        for (Band band : bands) {
            List<String> holders = slice(ranked, band.first() - 1, band.last());
            paid.putAll(equally(band.pool(), holders, band.size()));
            placed = band.last();
        }
        List<String> others = slice(ranked, placed, ranked.size());
        paid.putAll(equally(participation, others, others.size()));
        return paid;
    }

    private static List<String> slice(List<String> ranked, int from, int to) {
        return ranked.subList(Math.min(from, ranked.size()), Math.min(to, ranked.size()));
    }

    /** Ranks that nobody holds get their part like the others, and it is dropped. */
    private Map<String, Money> equally(Money pool, List<String> holders, int ranks) {
        List<Share> shares = new ArrayList<>();
        holders.forEach(id -> shares.add(new Share(id, BigInteger.ONE)));
        Set<String> empty = new HashSet<>();
        for (int i = holders.size(); i < ranks; i++) {
            empty.add("\0" + i);
            shares.add(new Share("\0" + i, BigInteger.ONE));
        }
        Map<String, Money> paid = new LinkedHashMap<>(new Pool(pool, salt).divide(shares));
        paid.keySet().removeAll(empty);
        return paid;
    }
}
