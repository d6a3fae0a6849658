package dev.tideline.engine.sweep.shard;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.sweep.LoggedFault;
import dev.tideline.engine.sweep.run.RunCloser;
import dev.tideline.engine.users.PersonLocks;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works on leased shards, chunk by chunk. One for one thread. */
final class ShardWorker {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(ShardWorker.class);

    private final Database database;
    private final ShardStore shards;
    private final RunCloser closer;
    private final ChunkWork work;
    private final HeldLeases held;
    private final Sizes sizes;

    /**
     * Sizes of the work.
     *
     * @param chunk persons in a chunk
     * @param lease how long a shard stays with a node that is not heard of
     */
    record Sizes(int chunk, Duration lease) {}

    ShardWorker(Database database, ShardStore shards, RunCloser closer, ChunkWork work, HeldLeases held, Sizes sizes) {
        this.database = database;
        this.shards = shards;
        this.closer = closer;
        this.work = work;
        this.held = held;
        this.sizes = sizes;
    }

    /**
     * Works until the shard is done, the lease is lost or somebody says stop. False if this node has not what the run
     * decides with: the shard is given back as it was.
     */
    boolean work(Lease lease, BooleanSupplier stop) {
        held.add(lease);
        try {
            boolean accepted = work.accepts(lease.run());
            if (accepted) {
                toItsEnd(lease, stop);
            } else {
                shards.release(lease);
            }
            return accepted;
        } catch (LeaseLost e) {
            log.info("{}", e.getMessage());
            return true;
        } finally {
            held.remove(lease);
        }
    }

    private void toItsEnd(Lease lease, BooleanSupplier stop) {
        Lease now = lease;
        int size = sizes.chunk();
        while (!now.finished() && !stop.getAsBoolean()) {
            Step step = step(now, size);
            now = step.lease();
            size = step.size();
            closer.holdIfTooMany(now.run().id().number());
        }
        if (!now.finished()) {
            shards.release(now);
        }
    }

    /** Where the shard stands and how many persons the next chunk takes. */
    private record Step(Lease lease, int size) {}

    private Step step(Lease lease, int size) {
        try {
            return new Step(commitNext(lease, size), Math.min(sizes.chunk(), size * 2));
        } catch (LeaseLost e) {
            throw e;
        } catch (DatabaseException e) {
            if (e.worthRetrying()) {
                return new Step(lease, size);
            }
            if (e.isAway()) {
                throw e;
            }
            return smaller(lease, size, e);
        } catch (RuntimeException e) {
            return smaller(lease, size, e);
        }
    }

    /** A failing chunk is tried in ever smaller pieces, until one person stands alone and is set aside. */
    private Step smaller(Lease lease, int size, RuntimeException problem) {
        if (size > 1) {
            log.warn(
                    "A chunk of {} persons of run {} failed: {}",
                    size,
                    lease.run().id(),
                    LoggedFault.of(problem));
            return new Step(lease, Math.max(1, size / 10));
        }
        return new Step(setAside(lease, problem), 1);
    }

    private Lease commitNext(Lease lease, int size) {
        while (true) {
            try {
                return tryNext(lease, size);
            } catch (ChunkWork.AskFirst first) {
                first.ask();
            }
        }
    }

    private Lease tryNext(Lease lease, int size) {
        return database.inTransaction(transaction -> {
            transaction.touchesFewRows(silence());
            Chunk chunk = shards.next(transaction, lease, size);
            return commit(
                    transaction,
                    lease,
                    chunk,
                    chunk.persons() == 0 ? ChunkResult.NOTHING : evaluate(transaction, chunk));
        });
    }

    private ChunkResult evaluate(Transaction transaction, Chunk chunk) throws SQLException {
        if (!chunk.run().dryRun()) {
            String persons = work.personsSql(chunk);
            if (!persons.isEmpty()) {
                PersonLocks.lock(transaction, persons);
            }
        }
        return work.work(transaction, chunk);
    }

    private Lease setAside(Lease lease, RuntimeException problem) {
        return database.inTransaction(transaction -> {
            Chunk chunk = shards.next(transaction, lease, 1);
            var poisoned = new ChunkResult.Poisoned(work.person(transaction, chunk), "", problem.toString());
            return commit(transaction, lease, chunk, new ChunkResult(0, 0, 0, List.of(), List.of(poisoned)));
        });
    }

    private Lease commit(Transaction transaction, Lease lease, Chunk chunk, ChunkResult result) {
        if (!shards.commit(transaction, lease, chunk, result)) {
            throw new LeaseLost(lease);
        }
        return lease.at(chunk.last());
    }

    /** A node that freezes inside a chunk must not keep its locks for longer than its lease. */
    private Duration silence() {
        return sizes.lease().compareTo(SHORTEST) < 0 ? SHORTEST : sizes.lease();
    }
}
