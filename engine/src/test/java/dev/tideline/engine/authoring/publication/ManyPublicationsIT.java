package dev.tideline.engine.authoring.publication;

import static dev.tideline.engine.authoring.publication.SaidSimulations.money;
import static dev.tideline.samples.QuietUsers.files;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.authoring.AuthoringWorld;
import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Publications in a row on one node, with a second one that follows: 30, or as many as {@code -Dtideline.publications} says.
 * What they leave behind must not grow.
 */
final class ManyPublicationsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int PUBLICATIONS = Integer.getInteger("tideline.publications", 30);
    private static final int WARM = 10;
    private static final String KEY = "published-often";
    private static final long MEGABYTE = 1 << 20;

    /** What the process holds after a collection. */
    private record Holding(long heap, long metaspace, int threads, long connections) {

        static Holding now() {
            for (int i = 0; i < 3; i++) {
                System.gc();
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
            long connections = DB.database()
                    .inTransaction(transaction -> transaction
                            .sql("SELECT count(*) AS n FROM pg_stat_activity WHERE datname = current_database()")
                            .one(row -> row.number("n")));
            return new Holding(
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                    ManagementFactory.getMemoryPoolMXBeans().stream()
                            .filter(pool -> pool.getName().equals("Metaspace"))
                            .map(MemoryPoolMXBean::getUsage)
                            .mapToLong(usage -> usage.getUsed())
                            .sum(),
                    ManagementFactory.getThreadMXBean().getThreadCount(),
                    connections);
        }
    }

    @Test
    void leaveNothingBehind() {
        DB.truncate(AuthoringWorld.tables());
        List<Duration> latencies = new ArrayList<>();
        try (AuthoringWorld world = new AuthoringWorld(DB.database(), null);
                RulebookHolder other = new RulebookHolder(DB.database(), Vocabulary.shipped(), loaded -> {})) {
            other.start();
            for (int i = 0; i < WARM; i++) {
                publish(world, other, i);
            }
            Holding before = Holding.now();
            for (int i = WARM; i < WARM + PUBLICATIONS; i++) {
                latencies.add(publish(world, other, i));
            }
            Holding after = Holding.now();
            latencies.sort(null);
            System.out.printf(
                    "%d publications: %s, then %s; in force on the other node after %d ms (median), %d ms (most)%n",
                    PUBLICATIONS,
                    before,
                    after,
                    latencies.get(latencies.size() / 2).toMillis(),
                    latencies.get(latencies.size() - 1).toMillis());
            assertThat(after.threads()).isLessThanOrEqualTo(before.threads() + 2);
            assertThat(after.connections()).isLessThanOrEqualTo(before.connections() + 2);
            assertThat(after.metaspace() - before.metaspace()).isLessThan(10 * MEGABYTE);
            assertThat(after.heap() - before.heap()).isLessThan(20 * MEGABYTE);
            assertThat(world.versions().all(KEY)).hasSize(WARM + PUBLICATIONS);
        }
    }

    /** How long until the other node has it, from the call on. */
    private static Duration publish(AuthoringWorld world, RulebookHolder other, int turn) {
        String before = world.drafts().find(KEY).map(Draft::version).orElse(null);
        Draft saved = world.drafts().save(KEY, files(KEY, 30 + turn), before, "", "ann");
        assertThat(world.versions().validate(KEY, "ann").sound()).isTrue();
        SaidSimulations simulations = new SaidSimulations();
        Publisher publisher = new Publisher(
                DB.database(), world.holder(), world.versions(), simulations, new SecondPerson(money("1"), 1_000));
        long simulation = simulations.done(KEY, saved.version());
        long from = System.nanoTime();
        publisher.publish(new Publishing(KEY, saved.version(), simulation, 100, money("0"), 100, "", "ann"));
        while (!other.current().versions().contains(saved.version())) {
            assertThat(System.nanoTime() - from)
                    .isLessThan(Duration.ofSeconds(60).toNanos());
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return Duration.ofNanos(System.nanoTime() - from);
    }
}
