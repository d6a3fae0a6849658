package dev.tideline.engine.sweep.shard;

/** Another node holds the shard by now, or the run was stopped: what this node did for the chunk is taken back. */
final class LeaseLost extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LeaseLost(Lease lease) {
        super("Lease of shard " + lease.shard() + " of run " + lease.run().id() + " with token " + lease.token()
                + " does not count any more");
    }
}
