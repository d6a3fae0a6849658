package dev.tideline.engine.job;

import java.util.List;
import java.util.function.BooleanSupplier;

/** One job at work. */
public interface JobWork {

    /** Work that all threads do at once; a stage begins when all have ended the one before. */
    @FunctionalInterface
    interface Stage {

        /** Works until nothing is left or it is told to stop; one call for each thread. */
        void work(BooleanSupplier stopped);
    }

    /** What is to be done, in this order. */
    List<Stage> stages();

    /** Units behind it. */
    long done();

    /** Units there are. */
    long total();

    /** Keeps the results; called once, when every stage has come to its end. */
    void finish();
}
