package dev.tideline.engine.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Which fire times are made up after nobody was there for them. Pure. */
final class FireTimes {

    /** A fire time is missed once it is this old; until then the scheduler may still plant it. */
    static final Duration GRACE = Duration.ofMinutes(2);

    /** Fire times looked back at; older ones are forgotten whatever the policy says. */
    private static final int MOST_CONSIDERED = 10_000;

    private FireTimes() {}

    /**
     * The missed fire times that the policy makes up, oldest first.
     *
     * @param after fire times up to here have been dealt with
     * @param until fire times up to here count as missed
     * @param planted fire times that have a run
     */
    static List<Instant> missed(
            ScheduleKey key, Instant after, Instant until, Set<Instant> planted, MisfirePolicy policy) {
        Set<Instant> known = new HashSet<>(planted);
        List<Instant> missed = key.between(after, until, MOST_CONSIDERED).stream()
                .filter(time -> !known.contains(time))
                .toList();
        return missed.subList(Math.max(0, missed.size() - policy.most()), missed.size());
    }

    /** Whether the scheduler fires this time so late that the policy decides about it. */
    static boolean tooLate(Instant fireTime, Instant now) {
        return fireTime.isBefore(now.minus(GRACE));
    }
}
