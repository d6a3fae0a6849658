package dev.tideline.engine.sweep.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sweep.Count;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PauseDuringSweepIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int USERS = 100;
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final String BUSY = "first-deposit-d7";
    private static final String LEASED = "SELECT leased_by AS line FROM run_shard WHERE leased_by <> '' AND run_no = ";
    private static final String GIVEN_BACK =
            "SELECT leased_by AS line FROM run_shard WHERE leased_by <> '' AND leased_until IS NULL AND run_no = ";

    @Test
    void bindsTheChunksToComeOfARunningSweepOnAnotherNodeWithinFiveSeconds() throws SQLException {
        SweepWorkers.Settings settings = new SweepWorkers.Settings(1, 10, Duration.ofSeconds(60));
        try (SweepWorld world = new SweepWorld(DB.database(), settings);
                RulebookHolder other = new RulebookHolder(DB.database(), Vocabulary.shipped(), loaded -> {});
                Connection brake = DB.database().dataSource().getConnection()) {
            world.start();
            other.start();
            Playbooks elsewhere = new Playbooks(DB.database(), other, null, ZoneOffset.UTC);
            SeededLife life = new SeededLife(5, USERS);
            world.feed(life.accounts(START.minus(Duration.ofDays(130))), START);
            world.events(life.beginnings(START), START);
            world.neverStale();
            assertThat(keys(world.sweep(START, true))).contains(BUSY);

            hold(brake);
            RunId id = world.start(START.plusSeconds(1), true);
            await(() -> world.lines(LEASED + id).size() == 1);
            elsewhere.pause(BUSY, "too many complaints", "ann");
            await(() -> !world.acts(BUSY));
            brake.rollback();
            assertThat(keys(world.finished(id))).isNotEmpty().doesNotContain(BUSY);

            hold(brake);
            RunId halted = world.start(START.plusSeconds(2), true);
            await(() -> world.lines(LEASED + halted).size() == 1);
            elsewhere.pauseAll("incident", "ann");
            await(world::isPaused);
            brake.rollback();
            await(() -> world.lines(GIVEN_BACK + halted).size() == 1);
            assertThat(world.find(halted).progress().done()).isBetween(0L, 10L);
            elsewhere.resumeAll("ann");
            assertThat(world.finished(halted).progress().evaluated()).isEqualTo(USERS);
        }
    }

    /** Keeps the next chunk from beginning: it locks its persons first. */
    private static void hold(Connection brake) throws SQLException {
        brake.setAutoCommit(false);
        try (Statement statement = brake.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(7204, 0)");
        }
    }

    private static List<String> keys(Run run) {
        return run.counts().stream().map(Count::playbook).distinct().toList();
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 5 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
