package dev.tideline.engine.sweep.mend;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.sweep.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs under way that were planned with rules or a configuration this node does not have: it leaves them to nodes that do.
 * If no node works on such a run for some leases, no node can, and it is planned anew. Thread-safe.
 */
public final class StrangeRuns {

    private static final Logger log = LoggerFactory.getLogger(StrangeRuns.class);
    private static final int LEASES = 4;

    private static final String LEFT_ALONE = """
            state = 'RUNNING' AND run_no = %d AND started_at < clock_timestamp() - %d * interval '1 ms'
              AND NOT EXISTS (SELECT FROM run_shard s WHERE s.run_no = run.run_no
                                 AND s.leased_until > clock_timestamp() - %d * interval '1 ms')
            """;

    private final Database database;
    private final Duration patience;
    private final Set<Long> numbers = ConcurrentHashMap.newKeySet();

    /** Runs that this node meets; the others are given some leases of this length to work on one. */
    public StrangeRuns(Database database, Duration lease) {
        this.database = database;
        this.patience = lease.multipliedBy(LEASES);
    }

    /** Leaves a run to other nodes. */
    public void add(RunId run) {
        if (numbers.add(run.number())) {
            log.info("Run {} was planned with other rules than this node has: left to other nodes", run);
        }
    }

    /** Numbers of the runs that are left to others. */
    public Set<Long> numbers() {
        return Set.copyOf(numbers);
    }

    /** Plans those anew that nobody works on. Returns whether there was one. */
    public boolean planAnew() {
        boolean any = false;
        for (long run : List.copyOf(numbers)) {
            String alone = LEFT_ALONE.formatted(run, patience.toMillis(), patience.toMillis());
            boolean anew = database.inTransaction(transaction ->
                    OpenRuns.planAnew(transaction, alone, "no node has the rules it was planned with") > 0);
            if (anew) {
                log.warn("Run {} is planned anew: no node has the rules it was planned with", run);
                numbers.remove(run);
            }
            any |= anew;
        }
        return any;
    }
}
