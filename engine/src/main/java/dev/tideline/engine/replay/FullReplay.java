package dev.tideline.engine.replay;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.replay.PostgresReplayStore.Claimed;
import dev.tideline.engine.replay.travel.Company;
import dev.tideline.engine.replay.travel.Journey;
import dev.tideline.engine.replay.walk.VirtualDays;
import dev.tideline.engine.rulebook.catalogue.PostgresPlaybookStore;
import dev.tideline.engine.users.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/** Lives the days of one replay among all live playbooks: with the version that is asked for, then with the other one. */
final class FullReplay {

    private final PostgresReplayStore store;
    private final Claimed claimed;
    private final VirtualDays days;
    private final int threads;
    private final List<Way> ways = new ArrayList<>();

    private record Way(String version, Journey journey) {}

    /** Compiles the rules: seconds of CPU. */
    FullReplay(
            Database database,
            PostgresReplayStore store,
            UserStore users,
            EvaluationPolicy policy,
            Claimed claimed,
            int threads) {
        this.store = store;
        this.claimed = claimed;
        this.threads = threads;
        this.days = new VirtualDays(policy.model().days(), claimed.every().dates(claimed.from(), claimed.to()));
        List<Map<String, String>> others = new PostgresPlaybookStore(database).files(claimed.others());
        Stream.of(claimed.files(), claimed.against())
                .filter(files -> !files.isEmpty())
                .map(files -> Company.of(files, others, policy.model().vocabulary()))
                .forEach(company -> ways.add(
                        new Way(company.tested().version(), new Journey(database, users, policy, company, days))));
    }

    /** Lives all days, or until it is told to stop. */
    void run(BooleanSupplier stop) throws InterruptedException, ExecutionException {
        store.forgetDays(claimed);
        for (Way way : ways) {
            way.journey().live(threads, stop, (date, rows) -> store.keepDay(claimed, way.version(), date, rows));
        }
    }

    private long sum(ToLongFunction<Journey> what) {
        return ways.stream().map(Way::journey).mapToLong(what).sum();
    }

    long done() {
        return sum(Journey::done);
    }

    long total() {
        return sum(Journey::total);
    }

    long evaluations() {
        return sum(Journey::evaluations);
    }

    long poisoned() {
        return sum(Journey::poisoned);
    }
}
