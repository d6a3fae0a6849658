package dev.tideline.engine.sweep.phase;

import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.shard.Chunk;
import dev.tideline.engine.sweep.shard.ChunkResult;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.sweep.shard.RunSpec;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The work on persons, and on what each phase after them names. For one thread. */
public final class PhasedWork implements ChunkWork {

    private final Map<String, ChunkWork> works = new LinkedHashMap<>();

    /**
     * Work on persons first.
     *
     * @param own keys of phases that the same work does
     */
    public PhasedWork(ChunkWork persons, List<String> own, List<Phase> phases) {
        works.put("", persons);
        own.forEach(key -> works.put(key, persons));
        phases.forEach(phase -> works.put(phase.opening().key(), phase.work().get()));
    }

    @Override
    public boolean accepts(RunSpec run) {
        return works.values().stream().allMatch(work -> work.accepts(run));
    }

    @Override
    public String personsSql(Chunk chunk) {
        return of(chunk).personsSql(chunk);
    }

    @Override
    public long person(Transaction transaction, Chunk chunk) {
        return of(chunk).person(transaction, chunk);
    }

    @Override
    public ChunkResult work(Transaction transaction, Chunk chunk) throws SQLException {
        return of(chunk).work(transaction, chunk);
    }

    private ChunkWork of(Chunk chunk) {
        ChunkWork work = works.get(chunk.phase());
        if (work == null) {
            throw new IllegalStateException("Run " + chunk.run().id() + " is in phase '" + chunk.phase()
                    + "', of which this node knows nothing. It knows " + works.keySet() + ".");
        }
        return work;
    }

    @Override
    public void close() {
        works.values().forEach(ChunkWork::close);
    }
}
