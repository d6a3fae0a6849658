package dev.tideline.engine.job;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/** One job at work. */
public interface JobWork extends AutoCloseable {

    /** Work that all threads do at once; a stage begins when all have ended the one before. */
    @FunctionalInterface
    interface Stage {

        /** Works until nothing is left or it is told to stop; one call for each thread. */
        void work(BooleanSupplier stopped);

        /** Work that one thread does while the others wait. Good for one job. */
        static Stage once(Stage alone) {
            AtomicBoolean taken = new AtomicBoolean();
            return stopped -> {
                if (taken.compareAndSet(false, true)) {
                    alone.work(stopped);
                }
            };
        }
    }

    /** What is to be done, in this order. */
    List<Stage> stages();

    /** Units behind it. */
    long done();

    /** Units there are. */
    long total();

    /** Its server has just told how far it is; what else is to be seen of it meanwhile may be told now. */
    default void advanced() {}

    /** Keeps the results; called once, when every stage has come to its end. */
    void finish();

    /** Lets go of what it worked with; called once, in the end, however it ended. */
    @Override
    default void close() {}
}
