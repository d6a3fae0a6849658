package dev.tideline.engine.simulation.tally;

/**
 * Shares of all persons by a stable hash of their numbers, so that a part of the population can be counted again and
 * compared with the same part before.
 */
public final class Buckets {

    /** How many there are. */
    public static final int COUNT = 256;

    private static final long FACTOR = 2_654_435_761L;
    private static final long RANGE = 1L << 32;

    private Buckets() {}

    /** The bucket of a person, from 0. */
    public static int of(long person) {
        return (int) (Math.floorMod(person * FACTOR, RANGE) / (RANGE / COUNT));
    }

    /** SQL that gives the bucket of {@code person_no}. */
    public static String sql() {
        return "(person_no * %d %% %d / %d)".formatted(FACTOR, RANGE, RANGE / COUNT);
    }
}
