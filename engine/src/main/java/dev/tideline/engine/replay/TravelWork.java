package dev.tideline.engine.replay;

import dev.tideline.engine.job.Begun;
import dev.tideline.engine.job.JobWork;
import dev.tideline.engine.replay.travel.Journey;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * A replay among all live playbooks: everybody lives all days with the version that is asked for, then with the one that it is
 * compared with.
 */
final class TravelWork implements JobWork {

    private final PostgresReplayStore store;
    private final Begun begun;
    private final List<Way> ways;

    /**
     * The days as they are lived with one version.
     *
     * @param version its hash
     */
    record Way(String version, Journey journey) {}

    TravelWork(PostgresReplayStore store, Begun begun, List<Way> ways) {
        this.store = store;
        this.begun = begun;
        this.ways = List.copyOf(ways);
    }

    @Override
    public List<Stage> stages() {
        return ways.stream().flatMap(way -> stages(way).stream()).toList();
    }

    private List<Stage> stages(Way way) {
        return way.journey().stages((date, rows) -> store.keepDay(begun, way.version(), date, rows));
    }

    private long sum(ToLongFunction<Journey> what) {
        return ways.stream().map(Way::journey).mapToLong(what).sum();
    }

    @Override
    public long done() {
        return sum(Journey::done);
    }

    @Override
    public long total() {
        return sum(Journey::total);
    }

    @Override
    public void advanced() {
        store.tellEvaluations(begun, sum(Journey::evaluations));
    }

    /** Its days are kept. */
    @Override
    public void finish() {
        store.finish(begun, done(), sum(Journey::evaluations), sum(Journey::poisoned), transaction -> {});
    }

    @Override
    public void close() {
        ways.forEach(way -> way.journey().close());
    }
}
