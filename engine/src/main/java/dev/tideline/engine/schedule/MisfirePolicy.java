package dev.tideline.engine.schedule;

/**
 * What becomes of fire times that nobody was there for.
 *
 * @param most how many of the latest missed fire times are made up: 0 skips all, 1 makes up the last one
 */
public record MisfirePolicy(int most) {

    /** Missed fire times are forgotten. */
    public static final MisfirePolicy SKIP = new MisfirePolicy(0);

    /** The last missed fire time is made up, however many were missed. */
    public static final MisfirePolicy ONE = new MisfirePolicy(1);

    public MisfirePolicy {
        if (most < 0) {
            throw new IllegalArgumentException("Misfire policy makes up " + most + " runs. Try 0 or more.");
        }
    }
}
