package dev.tideline.engine.sweep.shard;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The leases of this node, kept alive by a heartbeat. Thread-safe. */
final class HeldLeases {

    private static final Logger log = LoggerFactory.getLogger(HeldLeases.class);

    private final Consumer<Lease> extend;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();

    /** Leases that are kept alive in this way. */
    HeldLeases(Consumer<Lease> extend) {
        this.extend = extend;
    }

    void add(Lease lease) {
        leases.add(lease);
    }

    void remove(Lease lease) {
        leases.remove(lease);
    }

    /** Extends all of them; one that cannot be extended is found out when its chunk commits. */
    void beat() {
        leases.forEach(this::beat);
    }

    private void beat(Lease lease) {
        try {
            extend.accept(lease);
        } catch (RuntimeException e) {
            // An edge: the others are extended all the same, and the next beat tries again.
            log.warn(
                    "The lease of shard {} of run {} could not be extended: {}",
                    lease.shard(),
                    lease.run().id(),
                    e.getMessage());
        }
    }
}
