package dev.tideline.engine.sweep.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class FullSweepIT {

    @RegisterExtension
    static final TestDatabase CHANGES = new TestDatabase();

    @RegisterExtension
    static final TestDatabase EVERYBODY = new TestDatabase();

    @RegisterExtension
    static final TestDatabase WHIMS_CHANGES = new TestDatabase();

    @RegisterExtension
    static final TestDatabase WHIMS_EVERYBODY = new TestDatabase();

    @RegisterExtension
    static final TestDatabase RESUMED = new TestDatabase();

    private static final int WHIMS_USERS = 150;
    private static final int WHIMS_DAYS = 15;
    private static final int USERS = 300;
    private static final int DAYS = 40;
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

    private static final String DECISIONS = """
            SELECT concat_ws(' ', d.decided_at, u.user_id, d.rule, d.outcome, d.reason, d.occurrence) AS line
              FROM decision d JOIN users u USING (user_no) ORDER BY 1
            """;
    private static final String SEGMENTS = """
            SELECT concat_ws(' ', u.user_id, s.axis, s.at, s.previous, s.value) AS line
              FROM segment_change s JOIN users u USING (user_no) ORDER BY 1
            """;
    private static final String MEMBERS = """
            SELECT concat_ws(' ', u.user_id, r.name, m.entered_at, m.withheld) AS line
              FROM membership m JOIN users u USING (user_no) JOIN rule r USING (rule_no) ORDER BY 1
            """;

    @Test
    void evaluatingOnlyWhoIsDirtyOrDueComesToTheSameAsEvaluatingEverybody() {
        long seed = Long.getLong("seed", 20_260_110);
        System.out.println("seed " + seed);
        SweepWorkers.Settings settings = new SweepWorkers.Settings(2, 50, Duration.ofSeconds(15));
        try (SweepWorld changes = new SweepWorld(CHANGES.database(), settings);
                SweepWorld everybody = new SweepWorld(EVERYBODY.database(), settings)) {
            changes.start();
            everybody.start();
            live(changes, new SeededLife(seed, USERS), false);
            live(everybody, new SeededLife(seed, USERS), true);
            assertThat(changes.lines(DECISIONS)).hasSizeGreaterThan(USERS).isEqualTo(everybody.lines(DECISIONS));
            assertThat(changes.lines(SEGMENTS)).isNotEmpty().isEqualTo(everybody.lines(SEGMENTS));
            assertThat(changes.lines(MEMBERS)).isNotEmpty().isEqualTo(everybody.lines(MEMBERS));
        }
    }

    @Test
    void comesToTheSameWhenPlaybooksArePausedResumedRenewedAndSweptAlone(
            @TempDir Path changesFolder, @TempDir Path everybodyFolder) {
        long seed = Long.getLong("seed", 20_260_111);
        System.out.println("seed " + seed);
        SweepWorkers.Settings settings = new SweepWorkers.Settings(2, 50, Duration.ofSeconds(15));
        try (SweepWorld changes = new SweepWorld(WHIMS_CHANGES.database(), settings, changesFolder);
                SweepWorld everybody = new SweepWorld(WHIMS_EVERYBODY.database(), settings, everybodyFolder)) {
            changes.start();
            everybody.start();
            Whims some = new Whims(seed, changes, changesFolder, false);
            Whims all = new Whims(seed, everybody, everybodyFolder, true);
            live(changes, new SeededLife(seed, WHIMS_USERS), some);
            live(everybody, new SeededLife(seed, WHIMS_USERS), all);
            System.out.println(some.evaluated() + " evaluations instead of " + all.evaluated());
            assertThat(changes.lines(DECISIONS)).hasSizeGreaterThan(WHIMS_USERS).isEqualTo(everybody.lines(DECISIONS));
            assertThat(changes.lines(SEGMENTS)).isNotEmpty().isEqualTo(everybody.lines(SEGMENTS));
            assertThat(changes.lines(MEMBERS)).isNotEmpty().isEqualTo(everybody.lines(MEMBERS));
            assertThat(some.evaluated()).isLessThan(all.evaluated() * 3 / 4);
        }
    }

    @Test
    void evaluatesEverybodyOnceForAResumedPlaybookThatIsSweptAlone() {
        SweepWorkers.Settings settings = new SweepWorkers.Settings(2, 50, Duration.ofSeconds(15));
        try (SweepWorld world = new SweepWorld(RESUMED.database(), settings)) {
            world.start();
            begin(world, new SeededLife(7, USERS));
            Set<String> alone = Set.of("dormant-30-funded");
            assertThat(evaluated(world, Set.of(), 1)).isEqualTo(USERS);
            evaluated(world, Set.of(), 2);
            world.playbooks().pause("dormant-30-funded", "", "test");
            world.playbooks().resume("dormant-30-funded", "test");
            assertThat(evaluated(world, alone, 3)).isEqualTo(USERS);
            assertThat(evaluated(world, alone, 4)).isLessThan(USERS / 10);
            world.events(List.of(new SeededLife(8, USERS).beginnings(START).get(0)), START);
            assertThat(evaluated(world, alone, 5)).isBetween(1L, USERS / 10L);
            assertThat(evaluated(world, Set.of(), 6)).isBetween(1L, USERS / 10L);
        }
    }

    private static long evaluated(SweepWorld world, Set<String> playbooks, int second) {
        return world.sweep(playbooks, START.plusSeconds(second), false)
                .progress()
                .evaluated();
    }

    private static void begin(SweepWorld world, SeededLife life) {
        world.feed(life.accounts(START.minus(Duration.ofDays(130))), START);
        world.events(life.beginnings(START), START);
        world.neverStale();
    }

    private static void live(SweepWorld world, SeededLife life, Whims whims) {
        begin(world, life);
        for (int day = 0; day < WHIMS_DAYS; day++) {
            Instant midnight = START.plus(Duration.ofDays(day));
            world.events(life.day(midnight), midnight.plus(Duration.ofDays(1)));
            whims.day(midnight.plus(Duration.ofHours(24)));
        }
    }

    private static void live(SweepWorld world, SeededLife life, boolean full) {
        begin(world, life);
        long evaluated = 0;
        for (int day = 0; day < DAYS; day++) {
            Instant midnight = START.plus(Duration.ofDays(day));
            world.events(life.day(midnight), midnight.plus(Duration.ofDays(1)));
            Run run = world.sweep(midnight.plus(Duration.ofHours(25)), full);
            assertThat(run.state()).isEqualTo(RunState.DONE);
            assertThat(run.progress().poisoned()).isZero();
            evaluated += run.progress().evaluated();
        }
        System.out.println((full ? "everybody: " : "dirty or due: ") + evaluated + " evaluations");
        assertThat(evaluated).isLessThanOrEqualTo((full ? 1_000L : 650L) * USERS * DAYS / 1_000);
    }
}
