package dev.tideline.engine.sweep.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.Sweeps;
import dev.tideline.engine.sweep.run.FixedScope;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class LastChunkIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @Test
    void keepsItsLeaseAliveWhileTheNodeCloses() throws InterruptedException {
        update("INSERT INTO person (person_id) VALUES ('p')");
        update("INSERT INTO playbook_version (hash, playbook, files, origin) VALUES ('h', 'welcome', '{}', 'stored')");
        update("INSERT INTO playbook (playbook, hash, paused) VALUES ('welcome', 'h', false)");
        update("CREATE TABLE visit (run_no bigint, person_no bigint)");
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        SweepWorkers workers = new SweepWorkers(
                DB.database(),
                new FixedScope(),
                () -> new VisitWork(person -> {
                    begun.countDown();
                    await(goOn);
                }),
                new SweepWorkers.Settings(1, 10, Duration.ofSeconds(2)));
        workers.start();
        new Sweeps(DB.database(), workers::wake).start(SweepRequest.everything("ann"));
        await(begun);
        Thread closing = new Thread(workers::close);
        closing.start();
        update("CREATE TABLE closed AS SELECT clock_timestamp() AS at");
        // A beat a second after the node began to close leaves the lease with three seconds from then.
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!yes("SELECT max(leased_until) > max(at) + interval '3 s' AS yes FROM run_shard, closed")) {
            assertThat(System.nanoTime()).as("waited 20 s").isLessThan(until);
        }
        goOn.countDown();
        closing.join();
        assertThat(yes("SELECT bool_and(done) AS yes FROM run_shard")).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean yes(String sql) {
        return DB.database().inTransaction(transaction -> transaction.sql(sql).one(row -> row.flag("yes")));
    }

    private static void update(String sql) {
        DB.database().inTransaction(transaction -> transaction.execute(sql));
    }
}
