package dev.tideline.engine.job;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** Says about twice a second how far a job is, and learns then whether it is to go on. For one thread. */
final class Pulse {

    /** Milliseconds between two beats. */
    static final long MILLIS = 500;

    private final JobRows rows;
    private final Begun begun;
    private final JobWork work;
    private final BooleanSupplier closed;
    private final AtomicBoolean stop = new AtomicBoolean();
    private long last = System.nanoTime();

    /**
     * The pulse of a job.
     *
     * @param closed whether the server is about to stop
     */
    Pulse(JobRows rows, Begun begun, JobWork work, BooleanSupplier closed) {
        this.rows = rows;
        this.begun = begun;
        this.work = work;
        this.closed = closed;
    }

    /** Beats, if it is time. */
    void beat() {
        if (System.nanoTime() - last >= TimeUnit.MILLISECONDS.toNanos(MILLIS)) {
            boolean goesOn = rows.advance(begun, work.done(), work.total());
            work.advanced();
            if (!goesOn || closed.getAsBoolean()) {
                stop();
            }
            last = System.nanoTime();
        }
    }

    /** Tells the threads to stop. */
    void stop() {
        stop.set(true);
    }

    /** Whether they are to stop. */
    boolean stopped() {
        return stop.get();
    }
}
