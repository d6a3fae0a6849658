package dev.tideline.engine.sweep.phase;

import dev.tideline.engine.sweep.run.RunPhase;
import dev.tideline.engine.sweep.shard.ChunkWork;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * A phase with the work that its chunks get.
 *
 * @param opening begins and ends it
 * @param work makes the work of one thread; its chunks are told by {@code Chunk.phase()}
 */
public record Phase(RunPhase opening, Supplier<ChunkWork> work) {

    public Phase {
        Objects.requireNonNull(opening, "opening");
        Objects.requireNonNull(work, "work");
    }

    /** How phases begin, in their order. */
    public static List<RunPhase> openings(List<Phase> phases) {
        return phases.stream().map(Phase::opening).toList();
    }
}
