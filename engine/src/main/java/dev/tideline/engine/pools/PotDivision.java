package dev.tideline.engine.pools;

import dev.tideline.engine.pools.PoolRows.Divided;
import dev.tideline.engine.pools.PoolRows.Pot;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** How a pot of one kind is divided. Reads what it needs in the transaction that writes the shares. */
@FunctionalInterface
interface PotDivision {

    /** What its members get; empty if it is not divided now, and everybody keeps his part for a later run. */
    Optional<List<Divided>> divide(Pot pot, long run, Instant asOf);
}
