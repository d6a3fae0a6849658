package dev.tideline.engine.replay;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.job.Begun;
import dev.tideline.engine.job.JobWork;
import dev.tideline.engine.replay.walk.Account;
import dev.tideline.engine.replay.walk.Population;
import dev.tideline.engine.replay.walk.ReplayedPlaybook;
import dev.tideline.engine.replay.walk.Tally;
import dev.tideline.engine.replay.walk.VirtualDays;
import dev.tideline.engine.replay.walk.Walk;
import dev.tideline.engine.users.UserStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A replay of a playbook alone: threads take ranges of persons until there are none left. Memory holds a range a thread.
 */
final class WalkWork implements JobWork {

    private static final int RANGE = 200;

    private final PostgresReplayStore store;
    private final Begun begun;
    private final AccountReader accounts;
    private final ReplayedPlaybook replayed;
    private final EvaluationPolicy policy;
    private final VirtualDays days;
    private final Population population;
    private final Tally tally;
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong evaluations = new AtomicLong();

    WalkWork(
            Database database,
            PostgresReplayStore store,
            UserStore users,
            EvaluationPolicy policy,
            Begun begun,
            ReplayedPlaybook replayed,
            VirtualDays days) {
        this.store = store;
        this.begun = begun;
        this.accounts = new AccountReader(database, users);
        this.replayed = replayed;
        this.policy = policy;
        this.days = days;
        this.population = Population.of(database);
        this.tally = newTally();
        this.next = new AtomicLong(population.first());
    }

    private Tally newTally() {
        return new Tally(days.size(), replayed.rules());
    }

    @Override
    public List<Stage> stages() {
        return List.of(this::walk);
    }

    private void walk(BooleanSupplier stopped) {
        Tally mine = newTally();
        try (Walk walk = new Walk(replayed, policy, days, mine)) {
            for (long first = range(); first <= population.last() && !stopped.getAsBoolean(); first = range()) {
                List<Account> read = accounts.read(first, Math.min(first + RANGE - 1, population.last()));
                long before = mine.evaluations();
                walk.through(read, stopped);
                done.addAndGet(read.size());
                evaluations.addAndGet(mine.evaluations() - before);
            }
        }
        add(mine);
    }

    private long range() {
        return next.getAndAdd(RANGE);
    }

    private synchronized void add(Tally more) {
        tally.add(more);
    }

    @Override
    public long done() {
        return done.get();
    }

    @Override
    public long total() {
        return Math.max(population.users(), done());
    }

    @Override
    public void advanced() {
        store.tellEvaluations(begun, evaluations.get());
    }

    @Override
    public void finish() {
        store.finish(
                begun,
                done(),
                tally.evaluations(),
                tally.poisoned(),
                transaction -> ReplayResults.write(transaction, begun.number(), days.dates(), replayed.rules(), tally));
    }
}
