package dev.tideline.engine.sweep.run;

import dev.tideline.engine.database.Transaction;
import java.util.List;

/**
 * A phase of runs that begins when everything before it is done: all persons are passed, and all shards of earlier phases.
 * Its work is cut into stretches of positions, which workers lease, check point and resume as they do persons.
 */
public interface RunPhase {

    /** Its name in the database; the same for ever. */
    String key();

    /**
     * Begins it for a run: finds what there is to do and names it by positions. It is called by one node, in the
     * transaction that cuts the shards; for a run that is planned anew, another time.
     *
     * @return the stretches, each worked on by one worker at a time, position by position; empty if there is nothing to do
     */
    List<Stretch> begin(Transaction transaction, long run);

    /** Clears what {@link #begin} and the run's work left, in the transaction that ends the run. */
    default void end(Transaction transaction, long run) {}

    /**
     * Positions that are worked on in order.
     *
     * @param first from 1
     * @param last not before the first
     */
    record Stretch(long first, long last) {
        public Stretch {
            if (first < 1 || last < first) {
                throw new IllegalArgumentException("Stretch from " + first + " to " + last + " holds no position.");
            }
        }
    }
}
