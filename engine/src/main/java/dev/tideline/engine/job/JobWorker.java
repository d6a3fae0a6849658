package dev.tideline.engine.job;

import dev.tideline.engine.database.DatabaseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the jobs of one kind on one node, one after another, on threads of its own. */
public final class JobWorker implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);
    private static final int MOST_ATTEMPTS = 3;
    private static final long IDLE_MILLIS = 1_000;
    private static final long LONGEST_END_SECONDS = 10;

    private final JobRows rows;
    private final Function<Begun, JobWork> open;
    private final int threads;
    private final Semaphore wake = new Semaphore(0);
    private final Thread loop;
    private final AtomicBoolean closed = new AtomicBoolean();

    /**
     * A worker that stands still until {@link #start}.
     *
     * @param open takes up a job that was begun
     * @param threads how many work on a job
     */
    public JobWorker(JobRows rows, Function<Begun, JobWork> open, int threads) {
        this.rows = rows;
        this.open = open;
        this.threads = threads;
        this.loop = new Thread(this::loop, rows.table());
        loop.setDaemon(true);
    }

    /** Begins to run what waits. */
    public void start() {
        loop.start();
    }

    /** Has it look for jobs at once. */
    public void wake() {
        wake.release();
    }

    private void loop() {
        while (!closed.get()) {
            try {
                Optional<Begun> begun = rows.begin(MOST_ATTEMPTS);
                if (begun.isPresent()) {
                    run(begun.get());
                } else {
                    wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // An edge: the node outlives a database that is away.
                log.warn("Jobs '{}' could not be looked for: {}", rows.table(), e.getMessage());
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

    private void run(Begun begun) throws InterruptedException {
        log.info("Job {} {} begins", rows.table(), begun.number());
        try (JobWork work = open.apply(begun)) {
            run(begun, work);
        } catch (RuntimeException | ExecutionException e) {
            // An edge: a job that fails must not stop the others.
            log.warn("Job {} {} failed at attempt {}", rows.table(), begun.number(), begun.attempt(), e);
            giveBackOrUp(begun, e);
        }
    }

    /** What the database refused may pass the next time; the cause stays in the log, since it may name hosts or rows. */
    private void giveBackOrUp(Begun begun, Exception problem) throws InterruptedException {
        boolean database = problem instanceof DatabaseException || problem.getCause() instanceof DatabaseException;
        if (database && begun.attempt() < MOST_ATTEMPTS) {
            rows.release(begun);
            wake.tryAcquire(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            rows.fail(
                    begun,
                    "The %s %d failed. Try it again, or look for its number in the server's log."
                            .formatted(rows.table(), begun.number()));
        }
    }

    private void run(Begun begun, JobWork work) throws ExecutionException, InterruptedException {
        Pulse pulse = new Pulse(rows, begun, work, closed::get);
        ExecutorService pool = Executors.newFixedThreadPool(threads, this::thread);
        try {
            for (JobWork.Stage stage : work.stages()) {
                pulse.beat();
                if (!pulse.stopped()) {
                    run(stage, pool, pulse);
                }
            }
            end(begun, work, pulse.stopped());
        } finally {
            pulse.stop();
            pool.shutdown();
            boolean unused = pool.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS);
        }
    }

    private void run(JobWork.Stage stage, ExecutorService pool, Pulse pulse)
            throws ExecutionException, InterruptedException {
        List<Future<?>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            parts.add(pool.submit(() -> stage.work(pulse::stopped)));
        }
        for (Future<?> part : parts) {
            while (!hasEnded(part)) {
                pulse.beat();
            }
        }
    }

    private static boolean hasEnded(Future<?> part) throws ExecutionException, InterruptedException {
        try {
            part.get(Pulse.MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillAtWork) {
            return false;
        }
    }

    private void end(Begun begun, JobWork work, boolean stopped) {
        if (!stopped) {
            work.finish();
            log.info("Job {} {} is done", rows.table(), begun.number());
        } else if (closed.get()) {
            rows.release(begun);
        }
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, rows.table() + "-work");
        thread.setDaemon(true);
        return thread;
    }

    /** Stops within a moment; a job under way is given back. */
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
