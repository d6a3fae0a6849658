package dev.tideline.engine.sweep.shard;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The leases of this node, kept alive by a heartbeat. Thread-safe. */
final class HeldLeases {

    private static final Logger log = LoggerFactory.getLogger(HeldLeases.class);

    private final ShardStore shards;
    private final Set<Lease> leases = ConcurrentHashMap.newKeySet();

    HeldLeases(ShardStore shards) {
        this.shards = shards;
    }

    void add(Lease lease) {
        leases.add(lease);
    }

    void remove(Lease lease) {
        leases.remove(lease);
    }

    /** Extends all of them; one that cannot be extended is found out when its chunk commits. */
    void beat() {
        try {
            leases.forEach(shards::extend);
        } catch (RuntimeException e) {
            // An edge: the next beat tries again.
            log.warn("Leases could not be extended: {}", e.getMessage());
        }
    }
}
