package dev.tideline.engine.sweep.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class KilledNodeIT {

    @RegisterExtension
    static final TestDatabase DISTURBED = new TestDatabase();

    @RegisterExtension
    static final TestDatabase UNDISTURBED = new TestDatabase();

    private static final int USERS = 6_000;
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

    private static final String DECISIONS = """
            SELECT concat_ws(' ', u.user_id, d.rule, d.outcome, d.reason, d.occurrence) AS line
              FROM decision d JOIN users u USING (user_no) ORDER BY 1
            """;
    private static final String OUTBOX = """
            SELECT concat_ws(' ', u.user_id, o.rule, o.channel) AS line FROM outbox o JOIN users u USING (user_no) ORDER BY 1
            """;

    @Test
    void anotherNodeCompletesTheSweepOfANodeThatWasKilled() throws IOException, InterruptedException {
        List<String> expected;
        List<String> expectedTouches;
        try (SweepWorld world =
                new SweepWorld(UNDISTURBED.database(), new SweepWorkers.Settings(2, 100, Duration.ofSeconds(15)))) {
            populate(world);
            world.start();
            assertThat(world.sweep(START, false).state()).isEqualTo(RunState.DONE);
            expected = world.lines(DECISIONS);
            expectedTouches = world.lines(OUTBOX);
        }
        try (SweepWorld watcher =
                new SweepWorld(DISTURBED.database(), new SweepWorkers.Settings(0, 100, Duration.ofSeconds(15)))) {
            populate(watcher);
            RunId run = watcher.start(START, false);
            Process first = SweepNode.started(DISTURBED.settings(), 100);
            long done = killInMidSweep(first, watcher, run);
            assertThat(done).isBetween(1L, USERS - 1L);
            Process second = SweepNode.started(DISTURBED.settings(), 100);
            try {
                Run completed = watcher.finished(run);
                assertThat(completed.state()).isEqualTo(RunState.DONE);
                assertThat(completed.progress().evaluated()).isEqualTo(USERS);
            } finally {
                second.destroyForcibly().waitFor();
            }
            assertThat(watcher.lines(DECISIONS)).hasSizeGreaterThan(USERS / 10).isEqualTo(expected);
            assertThat(watcher.lines(OUTBOX)).isEqualTo(expectedTouches);
        }
    }

    private static void populate(SweepWorld world) {
        SeededLife life = new SeededLife(7, USERS);
        world.feed(life.accounts(START.minus(Duration.ofDays(130))), START);
        world.events(life.beginnings(START), START);
        world.neverStale();
    }

    private static long killInMidSweep(Process node, SweepWorld watcher, RunId run) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (watcher.find(run).progress().done() < 400) {
            assertThat(node.isAlive()).isTrue();
            assertThat(System.nanoTime()).isLessThan(until);
        }
        node.destroyForcibly().waitFor();
        return watcher.find(run).progress().done();
    }
}
