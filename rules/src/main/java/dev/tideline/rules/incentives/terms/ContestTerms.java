package dev.tideline.rules.incentives.terms;

import dev.tideline.rules.money.Money;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The prize table of a contest, divided in a second pass among everybody who qualifies. What nobody wins is not paid.
 *
 * @param pool all that the contest pays at most: the prizes and the participation
 * @param bands bands of ranks that share a pool equally, from rank 1 without gap
 * @param participation shared equally by those who are ranked below the last band; 0 for none
 * @param rankBy column of the user's number that ranks, {@code contest_volume}
 * @param best which end of it wins
 * @param ties what becomes of those with the same number
 * @param review how long risk may review after the end of the contest; nothing is paid before
 */
public record ContestTerms(
        Money pool, List<Band> bands, Money participation, String rankBy, Best best, Ties ties, Duration review)
        implements IncentiveTerms {

    private static final Duration WEEK = Duration.ofDays(7);

    /** Which end of the ranking number wins. */
    public enum Best {
        HIGHEST,
        LOWEST
    }

    /** Who goes first among those with the same number. */
    public enum Ties {
        /** Who joined the contest earlier; a hash decides where that is the same too. */
        EARLIER,
        /** Nobody: they share equally what their ranks bring together. */
        SHARE
    }

    /**
     * Ranks that share a pool equally.
     *
     * @param first first rank
     * @param last last rank, itself included
     * @param pool what they share
     */
    public record Band(int first, int last, Money pool) {
        public Band {
            IncentiveTerms.positive("pool of ranks " + first + " to " + last, pool);
            if (first < 1 || last < first) {
                throw new IllegalArgumentException(
                        "Ranks " + first + " to " + last + " are no band. Try a rank after " + (first - 1) + ".");
            }
        }

        /** The most that one rank of it brings. */
        Money largest() {
            BigInteger size = BigInteger.valueOf((long) last - first + 1);
            BigInteger[] parts = pool.minor().divideAndRemainder(size);
            return pool.asset().ofMinor(parts[1].signum() == 0 ? parts[0] : parts[0].add(BigInteger.ONE));
        }
    }

    public ContestTerms {
        bands = List.copyOf(bands);
        Objects.requireNonNull(best, "best");
        Objects.requireNonNull(ties, "ties");
        IncentiveTerms.positive("pool", pool);
        if (bands.isEmpty() || participation.isNegative() || review.isNegative()) {
            throw new IllegalArgumentException("A contest of " + bands.size() + " prizes, participation "
                    + participation + " and a review of " + review + " is none. Try a prize or more and P30D.");
        }
        int next = 1;
        Money sum = participation;
        for (Band band : bands) {
            if (band.first() != next) {
                throw new IllegalArgumentException(
                        "Prizes of rank " + band.first() + " should be those of rank " + next);
            }
            next = band.last() + 1;
            sum = sum.plus(band.pool());
        }
        if (!sum.equals(pool)) {
            throw new IllegalArgumentException(
                    "prizes and participation add up to " + sum + ", and the pool is " + pool + ".");
        }
    }

    /** When risk has reviewed a contest that ended then. */
    public Instant reviewed(Instant ended) {
        return ended.plus(review);
    }

    /** How long the prizes of a contest that ended then wait at most for somebody of whom risk has not decided. */
    public Instant awaited(Instant ended) {
        return reviewed(ended).plus(patience());
    }

    /** As long as the review once more, and a week at least. */
    public Duration patience() {
        return review.compareTo(WEEK) < 0 ? WEEK : review;
    }

    @Override
    public boolean isPool() {
        return true;
    }

    /** Whoever takes part alone has all of the participation. */
    @Override
    public Optional<Money> largestReward() {
        return Stream.concat(Stream.of(participation), bands.stream().map(Band::largest))
                .reduce((one, other) -> one.exceeds(other) ? one : other);
    }
}
