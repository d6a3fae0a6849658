package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.sweep.mend.StrangeRuns;
import dev.tideline.engine.sweep.run.RunCloser;
import dev.tideline.engine.sweep.run.RunPhase;
import dev.tideline.engine.sweep.run.RunPlanner;
import dev.tideline.engine.sweep.run.RunScope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one node that plan runs and work on shards. Idle ones look for work twice a second, so that the shards
 * of a dead node are taken over as soon as its leases run out.
 */
public final class SweepWorkers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(SweepWorkers.class);
    private static final long IDLE_MILLIS = 500;
    private static final int BEATS_A_LEASE = 3;

    private final RunScope scope;
    private final ShardStore shards;
    private final RunPlanner planner;
    private final RunCloser closer;
    private final HeldLeases held;
    private final StrangeRuns strange;
    private final Semaphore wake = new Semaphore(0);
    private final List<Thread> threads = new ArrayList<>();
    private final RunLog progress;
    private final long beatMillis;
    private final ScheduledExecutorService heartbeat = clockwork("sweep-heartbeat");
    private final ScheduledExecutorService logging = clockwork("sweep-progress");
    private volatile boolean stopped;

    /**
     * How a node works.
     *
     * @param threads worker threads
     * @param chunk persons in a chunk
     * @param lease how long a shard stays with a node that is not heard of
     */
    public record Settings(int threads, int chunk, Duration lease) {

        /** Two threads a core, since each waits for the database half of its time; 2,048 persons a chunk, leases of 15 s. */
        public static Settings standard() {
            return new Settings(2 * Runtime.getRuntime().availableProcessors(), 2_048, Duration.ofSeconds(15));
        }
    }

    /** Workers of runs that end with their persons. */
    public SweepWorkers(Database database, RunScope scope, Supplier<ChunkWork> works, Settings settings) {
        this(database, scope, works, List.of(), settings);
    }

    /** Workers that stand still until {@link #start}; each thread gets a work of its own, which knows all phases. */
    public SweepWorkers(
            Database database, RunScope scope, Supplier<ChunkWork> works, List<RunPhase> phases, Settings settings) {
        this.scope = scope;
        this.shards = new ShardStore(database, UUID.randomUUID().toString(), settings.lease());
        this.planner = new RunPlanner(database, scope);
        this.closer = new RunCloser(database, phases);
        this.held = new HeldLeases(shards::extend);
        this.strange = new StrangeRuns(database, settings.lease());
        ShardWorker.Sizes sizes = new ShardWorker.Sizes(settings.chunk(), settings.lease());
        for (int i = 0; i < settings.threads(); i++) {
            Runnable loop = () -> {
                try (ChunkWork work = works.get()) {
                    loop(new ShardWorker(database, shards, closer, work, held, sizes));
                }
            };
            threads.add(new Thread(loop, "sweep-" + i));
        }
        this.progress = new RunLog(database);
        this.beatMillis = Math.max(100, settings.lease().toMillis() / BEATS_A_LEASE);
    }

    /** On a thread of its own: a query that hangs must not keep the heart from beating. */
    private static ScheduledExecutorService clockwork(String name) {
        return Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Starts the threads, the heartbeat and the log of progress. */
    public void start() {
        var beating = heartbeat.scheduleWithFixedDelay(held::beat, beatMillis, beatMillis, TimeUnit.MILLISECONDS);
        var printing = logging.scheduleWithFixedDelay(progress::print, 5, 5, TimeUnit.SECONDS);
        log.debug("Heartbeat {}, progress {}", beating, printing);
        threads.forEach(Thread::start);
    }

    /** Has idle workers look for work at once. */
    public void wake() {
        wake.release(threads.size());
    }

    private void loop(ShardWorker worker) {
        while (!stopped) {
            try {
                if (!workOnce(worker)) {
                    wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // An edge: a worker outlives a database that is away.
                log.warn("Sweep worker failed and will try again", e);
                pause();
            }
        }
    }

    private boolean workOnce(ShardWorker worker) {
        if (scope.paused()) {
            return false;
        }
        Optional<Lease> lease = shards.lease(scope.epoch(), strange.numbers());
        if (lease.isPresent()) {
            if (!worker.work(lease.get(), this::mustStop)) {
                strange.add(lease.get().run().id());
            }
            return true;
        }
        boolean closed = closer.closeFinished();
        boolean anew = strange.planAnew();
        boolean planned = planner.planNext();
        if (planned) {
            wake();
        }
        return closed || anew || planned;
    }

    private boolean mustStop() {
        return stopped || scope.paused();
    }

    private void pause() {
        try {
            wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stopped = true;
        }
    }

    /** Lets each thread finish its chunk, with its lease kept alive, and gives the shards back. */
    @Override
    public void close() {
        stopped = true;
        wake();
        logging.shutdownNow();
        threads.forEach(SweepWorkers::join);
        heartbeat.shutdownNow();
    }

    private static void join(Thread thread) {
        try {
            thread.join(Duration.ofSeconds(30).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
