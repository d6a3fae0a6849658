package dev.tideline.engine.authoring.publication;

import java.util.Optional;

/** What simulations said. Blocking; implementations are thread-safe. */
public interface SimulationEvidence {

    /** What a simulation said; empty if there is none of this number. */
    Optional<Evidence> find(long number);

    /**
     * How many persons the version that was simulated would reach now.
     *
     * @param number of a simulation that {@link #find} finds, and that is done
     */
    long recount(long number);
}
