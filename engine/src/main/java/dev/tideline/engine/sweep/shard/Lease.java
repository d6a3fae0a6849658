package dev.tideline.engine.sweep.shard;

/**
 * A shard that this node may work on until the lease runs out.
 *
 * @param run the run
 * @param phase key of the phase; empty for its persons
 * @param shard number of the shard
 * @param checkpoint last person, or position, committed
 * @param last last person of the shard
 * @param token fencing token: the shard moves only for the holder of the latest
 */
record Lease(RunSpec run, String phase, int shard, long checkpoint, long last, long token) {

    /** The same lease after a commit. */
    Lease at(long committed) {
        return new Lease(run, phase, shard, committed, last, token);
    }

    boolean finished() {
        return checkpoint >= last;
    }
}
