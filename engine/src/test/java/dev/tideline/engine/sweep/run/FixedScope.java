package dev.tideline.engine.sweep.run;

import dev.tideline.engine.schedule.ScheduleKey;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A rulebook in force that is only said to be there. */
public final class FixedScope implements RunScope {

    public static final ScheduleKey DAILY = new ScheduleKey("0 0 1 * * ?", "UTC");

    public volatile boolean paused;
    public volatile @Nullable RuntimeException problem;
    public volatile String rulebook = "rulebook";
    public volatile String signature = "";
    public volatile Set<String> playbooks = Set.of("welcome");
    public volatile Map<String, Set<String>> standing = Map.of();

    @Override
    public long epoch() {
        return 1;
    }

    @Override
    public boolean paused() {
        return paused;
    }

    @Override
    public RunBasis basis(Instant asOf) {
        return new RunBasis(rulebook, Set.of(), "", Set.of());
    }

    @Override
    public Map<ScheduleKey, Set<String>> acting() {
        return Map.of(DAILY, playbooks);
    }

    @Override
    public Map<String, Set<String>> standingRules() {
        return standing;
    }

    @Override
    public String signature(Instant asOf, RunBasis basis) {
        RuntimeException thrown = problem;
        if (thrown != null) {
            throw thrown;
        }
        return signature;
    }
}
