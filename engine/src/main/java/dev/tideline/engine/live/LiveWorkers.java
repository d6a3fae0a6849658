package dev.tideline.engine.live;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sweep.LoggedFault;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.users.UserStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one node that decide as soon as events have changed somebody. They share the queue with those of all other
 * nodes. Under load rounds grow, and what they cannot keep up with waits its turn.
 */
public final class LiveWorkers implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(LiveWorkers.class);

    private final Settings settings;
    private final List<Thread> threads = new ArrayList<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * How a node works.
     *
     * @param threads worker threads
     * @param together most users in a round
     * @param idle how long a thread that found nobody waits before it looks again
     */
    public record Settings(int threads, int together, Duration idle) {

        /** Two threads, 500 users a round, ten looks a second. */
        public static Settings standard() {
            return new Settings(2, 500, Duration.ofMillis(100));
        }
    }

    /**
     * Workers that stand still until {@link #start}; the holder must have loaded a rulebook by then.
     *
     * @param works makes the work of a thread: that of sweeps, without what only sweeps leave behind
     */
    public LiveWorkers(
            Database database,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            Supplier<ChunkWork> works,
            Settings settings) {
        this.settings = settings;
        for (int i = 0; i < settings.threads(); i++) {
            threads.add(new Thread(
                    () -> {
                        try (ChunkWork work = works.get()) {
                            LiveRun runs = new LiveRun(database, policy, users);
                            loop(new LiveRound(database, holder, runs, work, settings.together()));
                        }
                    },
                    "live-" + i));
        }
    }

    /** Starts the threads. */
    public void start() {
        threads.forEach(Thread::start);
    }

    private void loop(LiveRound round) {
        boolean busy = false;
        while (!stops(busy)) {
            try {
                busy = round.work();
            } catch (RuntimeException e) {
                // An edge: a worker outlives a database that is away.
                log.warn("Live decisions wait: {}", LoggedFault.of(e));
                busy = false;
            }
        }
    }

    private boolean stops(boolean busy) {
        try {
            return stopped.await(busy ? 0 : settings.idle().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Lets each thread finish its round. */
    @Override
    public void close() {
        stopped.countDown();
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(30).toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
