package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Transaction;
import java.sql.SQLException;

/** Evaluates one chunk and writes what follows into the transaction that also moves the checkpoint. For one thread. */
public interface ChunkWork extends AutoCloseable {

    /** Does the chunk; an exception takes everything back and the persons are tried in smaller chunks. */
    ChunkResult work(Transaction transaction, Chunk chunk) throws SQLException;

    @Override
    void close();
}
