package dev.tideline.engine.replay;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.replay.PostgresReplayStore.Claimed;
import dev.tideline.engine.replay.walk.ReplayedPlaybook;
import dev.tideline.engine.replay.walk.Tally;
import dev.tideline.engine.replay.walk.VirtualDays;
import dev.tideline.engine.users.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the replays of one node, one after another, on threads of its own. */
final class ReplayWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ReplayWorker.class);
    private static final int MOST_ATTEMPTS = 3;
    private static final long IDLE_MILLIS = 1_000;
    private static final long BEAT_MILLIS = 500;

    private final Database database;
    private final PostgresReplayStore store;
    private final AccountReader accounts;
    private final UserStore users;
    private final EvaluationPolicy policy;
    private final int threads;
    private final Semaphore wake = new Semaphore(0);
    private final Thread loop = new Thread(this::loop, "replay");
    private final AtomicBoolean closed = new AtomicBoolean();

    ReplayWorker(
            Database database,
            PostgresReplayStore store,
            AccountReader accounts,
            UserStore users,
            EvaluationPolicy policy,
            int threads) {
        this.database = database;
        this.store = store;
        this.accounts = accounts;
        this.users = users;
        this.policy = policy;
        this.threads = threads;
        loop.setDaemon(true);
    }

    void start() {
        loop.start();
    }

    void wake() {
        wake.release();
    }

    private void loop() {
        while (!closed.get()) {
            try {
                Optional<Claimed> claimed = store.claim(MOST_ATTEMPTS);
                if (claimed.isPresent()) {
                    run(claimed.get());
                } else {
                    wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // An edge: the node outlives a database that is away.
                log.warn("Replays could not be looked for: {}", e.getMessage());
                wake.drainPermits();
                closed.compareAndSet(false, !paused());
            }
        }
    }

    private boolean paused() {
        try {
            wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void run(Claimed claimed) throws InterruptedException {
        log.info("Replay {} begins: {} to {}", claimed.number(), claimed.from(), claimed.to());
        try {
            if (claimed.arbitration() == ReplayRequest.Arbitration.FULL) {
                travel(claimed);
                return;
            }
            ReplayedPlaybook replayed = ReplayedPlaybook.read(
                            claimed.files(), policy.model().vocabulary())
                    .orThrow();
            VirtualDays days =
                    new VirtualDays(policy.model().days(), claimed.every().dates(claimed.from(), claimed.to()));
            run(claimed, new ReplayJob(database, accounts, replayed, policy, days));
        } catch (RuntimeException | ExecutionException e) {
            // An edge: a replay that fails must not stop the others.
            log.warn("Replay {} failed at attempt {}", claimed.number(), claimed.attempt(), e);
            giveBackOrUp(claimed, e);
        }
    }

    private void travel(Claimed claimed) throws ExecutionException, InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService pool = Executors.newSingleThreadExecutor(ReplayWorker::thread);
        try {
            FullReplay replay = new FullReplay(database, store, users, policy, claimed, threads);
            Future<?> journeys = pool.submit(() -> {
                replay.run(() -> stop.get());
                return replay;
            });
            for (boolean over = false; !over; ) {
                try {
                    journeys.get(BEAT_MILLIS, TimeUnit.MILLISECONDS);
                    over = true;
                } catch (TimeoutException e) {
                    boolean goesOn = store.advance(claimed, replay.done(), replay.total(), replay.evaluations());
                    if (!goesOn || closed.get()) {
                        stop.set(true);
                    }
                }
            }
            if (!stop.get()) {
                store.finish(claimed, replay.done(), replay.evaluations(), replay.poisoned());
                log.info("Replay {} is done: {} evaluations", claimed.number(), replay.evaluations());
            } else if (closed.get()) {
                store.release(claimed);
            }
        } finally {
            stop.set(true);
            pool.shutdown();
        }
    }

    /** What the database refused may pass the next time; the cause stays in the log, since it may name hosts or rows. */
    private void giveBackOrUp(Claimed claimed, Exception problem) throws InterruptedException {
        boolean database = problem instanceof DatabaseException || problem.getCause() instanceof DatabaseException;
        if (database && claimed.attempt() < MOST_ATTEMPTS) {
            store.release(claimed);
            wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            store.fail(
                    claimed,
                    "Replay " + claimed.number()
                            + " failed. Try it again, or look for its number in the server's log.");
        }
    }

    private void run(Claimed claimed, ReplayJob job) throws ExecutionException, InterruptedException {
        AtomicBoolean stop = new AtomicBoolean();
        ExecutorService pool = Executors.newFixedThreadPool(threads, ReplayWorker::thread);
        try {
            List<Future<Tally>> parts = new ArrayList<>();
            Callable<Tally> work = () -> job.work(stop::get);
            for (int i = 0; i < threads; i++) {
                parts.add(pool.submit(work));
            }
            Tally tally = job.newTally();
            for (Future<Tally> part : parts) {
                tally.add(result(claimed, job, part, stop));
            }
            end(claimed, job, tally, stop.get());
        } finally {
            stop.set(true);
            pool.shutdown();
        }
    }

    /** Waits for a thread, and says meanwhile how far the replay is. */
    private Tally result(Claimed claimed, ReplayJob job, Future<Tally> part, AtomicBoolean stop)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return part.get(BEAT_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                boolean goesOn = store.advance(claimed, job.done(), job.total(), job.evaluations());
                if (!goesOn || closed.get()) {
                    stop.set(true);
                }
            }
        }
    }

    private void end(Claimed claimed, ReplayJob job, Tally tally, boolean stopped) {
        if (!stopped) {
            store.finish(claimed, job.days().dates(), job.rules(), tally, job.done());
            log.info("Replay {} is done: {} evaluations", claimed.number(), tally.evaluations());
        } else if (closed.get()) {
            store.release(claimed);
        }
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "replay-walk");
        thread.setDaemon(true);
        return thread;
    }

    /** Stops within a moment; a replay under way is given back. */
    @Override
    public void close() {
        closed.set(true);
        wake.release();
        try {
            loop.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
