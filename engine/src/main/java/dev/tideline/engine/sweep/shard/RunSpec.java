package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.sweep.RunId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A planned run as workers see it.
 *
 * @param id its number
 * @param asOf the instant of evaluation
 * @param playbooks keys to evaluate; never empty
 * @param dryRun whether nothing is written but counts
 * @param advances whether its end moves watermarks and its chunks due instants
 * @param listed whether its persons stand in {@code run_person}
 * @param since changes from this transaction on make a user dirty; null if everybody is evaluated
 * @param schedules numbers of the schedules of its playbooks
 * @param whole of these, those of which it evaluates all playbooks
 */
public record RunSpec(
        RunId id,
        Instant asOf,
        Set<String> playbooks,
        boolean dryRun,
        boolean advances,
        boolean listed,
        @Nullable Long since,
        Set<Integer> schedules,
        Set<Integer> whole) {

    public RunSpec {
        playbooks = Set.copyOf(playbooks);
        schedules = Set.copyOf(schedules);
        whole = Set.copyOf(whole);
    }
}
