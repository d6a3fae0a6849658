package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Transaction;
import java.sql.SQLException;

/** Evaluates one chunk and writes what follows into the transaction that also moves the checkpoint. For one thread. */
public interface ChunkWork extends AutoCloseable {

    /** Whether this node has what the run decides with, or can load it; that may take seconds. */
    boolean accepts(RunSpec run);

    /** SQL that selects the {@code person_no}s to lock before the work; empty if it locks for itself. */
    default String personsSql(Chunk chunk) {
        return chunk.personsSql();
    }

    /** The person that a chunk of one position is about, to be set aside should it fail; 0 if it is about none. */
    default long person(Transaction transaction, Chunk chunk) {
        return chunk.last();
    }

    /** Does the chunk of a run it accepts; an exception takes everything back and the persons are tried in smaller chunks. */
    ChunkResult work(Transaction transaction, Chunk chunk) throws SQLException;

    @Override
    void close();

    /**
     * Somebody outside has to be asked before a chunk can be worked on. It takes the chunk's transaction back, so that no
     * transaction waits for the answer; the chunk is begun again once {@link #ask} returns.
     */
    final class AskFirst extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final transient Runnable asking;

        /**
         * Somebody to be asked.
         *
         * @param asking asks, and keeps the answer for the next attempt; it may block
         */
        public AskFirst(Runnable asking) {
            super("Somebody has to be asked first", null, false, false);
            this.asking = asking;
        }

        /** Asks, outside of any transaction. */
        public void ask() {
            asking.run();
        }
    }
}
