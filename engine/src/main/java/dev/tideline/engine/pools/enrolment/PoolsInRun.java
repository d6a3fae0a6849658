package dev.tideline.engine.pools.enrolment;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.run.RunPhase.Stretch;
import dev.tideline.rules.incentives.Incentive;
import dev.tideline.rules.incentives.Incentives;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Which pools a run divides: those of its playbooks that act and offer a part in one; none in a dry run. */
public final class PoolsInRun {

    /** Days before the run's whose fees are shared: a week, as OKX's Friday pool counts it. */
    public static final int FEE_DAYS = 7;

    private static final int LANE = 2_000;

    private final Incentives catalogue;
    private final Supplier<Set<String>> offering;

    /** With the playbooks that offer a part in a pool. */
    public PoolsInRun(Incentives catalogue, Supplier<Set<String>> offering) {
        this.catalogue = catalogue;
        this.offering = offering;
    }

    /**
     * A run as far as a pool asks.
     *
     * @param asOf its instant
     * @param playbooks keys of the playbooks whose pools it divides
     */
    public record Now(Instant asOf, Set<String> playbooks) {}

    /** What a run divides. */
    public Now of(Transaction transaction, long run) {
        Set<String> all = offering.get();
        return transaction
                .sql("SELECT as_of, dry_run, playbooks FROM run WHERE run_no = :run")
                .bind("run", run)
                .one(row -> {
                    Set<String> swept = Set.copyOf(row.texts("playbooks"));
                    Set<String> those = all.stream()
                            .filter(key -> swept.isEmpty() || swept.contains(key))
                            .collect(Collectors.toUnmodifiableSet());
                    return new Now(row.instant("as_of"), row.flag("dry_run") ? Set.of() : those);
                });
    }

    /** Keys of all incentives that are parts of pools. */
    List<String> incentives() {
        return catalogue.byKey().values().stream()
                .filter(incentive -> incentive.terms().isPool())
                .map(Incentive::key)
                .toList();
    }

    /** The positions in {@code (before, last]}, in lanes. */
    public static List<Stretch> stretches(long before, long last) {
        List<Stretch> stretches = new ArrayList<>();
        for (long first = before + 1; first <= last; first += LANE) {
            stretches.add(new Stretch(first, Math.min(last, first + LANE - 1)));
        }
        return stretches;
    }
}
