package dev.tideline.engine.sweep.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.sweep.Progress;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.SweepRequest;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Poison, dry runs and cancelling with the work that production does, not with a stand-in. */
final class RealWorkIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int USERS = 400;
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

    /** One line a table of live state with the hash of its rows: all but what a run keeps of itself. */
    private static final String CHECKSUMS = """
            SELECT table_name || ' ' || (xpath('//h/text()', query_to_xml(format(
                       'SELECT md5(coalesce(string_agg(t::text, chr(10) ORDER BY t::text), '''')) AS h FROM tideline.%I t',
                       table_name), true, true, '')))[1]::text AS line
              FROM information_schema.tables
             WHERE table_schema = 'tideline' AND table_type = 'BASE TABLE'
               AND table_name !~ '^(run|poison|qrtz_|flyway)' ORDER BY 1
            """;

    @BeforeEach
    void empty() {
        DB.truncate(
                "run",
                "person",
                "users",
                "user_state",
                "event",
                "decision",
                "decision_state",
                "reentry_state",
                "contact",
                "incentive_grant",
                "outbox",
                "membership",
                "membership_change");
    }

    private static SweepWorld world(int threads, int chunk) {
        SweepWorld world =
                new SweepWorld(DB.database(), new SweepWorkers.Settings(threads, chunk, Duration.ofSeconds(15)));
        SeededLife life = new SeededLife(7, USERS);
        world.feed(life.accounts(START.minus(Duration.ofDays(130))), START);
        world.events(life.beginnings(START), START);
        world.neverStale();
        world.start();
        return world;
    }

    private static SweepRequest everybody(boolean dryRun) {
        return new SweepRequest(Set.of(), START, true, dryRun, "test");
    }

    private static void change(String sql) {
        DB.database().doInTransaction(transaction -> transaction.execute(sql));
    }

    @Test
    void whoseEvaluationFailsIsSetAsideAndAllOthersAreDone() {
        try (SweepWorld world = world(2, 50)) {
            change("""
                    INSERT INTO user_state (user_no, segments) SELECT user_no, '"broken"' FROM users WHERE user_id = 'u10'""");
            change("UPDATE users SET timeline = '\\xff' WHERE user_id = 'u20'");
            Run run = world.finished(world.start(everybody(false)));
            assertThat(run.state()).isEqualTo(RunState.DONE);
            assertThat(run.progress().done()).isEqualTo(run.progress().total());
            assertThat(run.progress().poisoned()).isEqualTo(2);
            assertThat(world.lines("""
                            SELECT p.person_id AS line FROM poison q JOIN person p USING (person_no)
                             WHERE q.error <> '' ORDER BY 1""")).containsExactly("p10", "p20");
            List<String> aside = world.lines("""
                    SELECT u.user_id AS line FROM users u JOIN poison q USING (person_no) ORDER BY 1""");
            assertThat(run.progress().evaluated()).isEqualTo(USERS - aside.size());
            assertThat(world.lines("""
                            SELECT u.user_id AS line FROM users u LEFT JOIN user_state s USING (user_no)
                             WHERE s.user_no IS NULL OR s.segments = '"broken"' ORDER BY 1""")).isSubsetOf(aside);
            assertThat(world.lines("SELECT 'x' AS line FROM decision")).isNotEmpty();
        }
    }

    @Test
    void whoIsHeldOutIsInNoAudienceOfMarketingAndGetsNoTouch() {
        try (SweepWorld world = world(2, 50)) {
            assertThat(world.finished(world.start(everybody(false))).state()).isEqualTo(RunState.DONE);
            assertThat(world.lines("SELECT DISTINCT outcome AS line FROM decision"))
                    .contains("GRANTED", "CONTROL", "HOLDOUT_GLOBAL");
            assertThat(world.lines("""
                            SELECT concat_ws(' ', m.user_no, r.name) AS line FROM membership m JOIN rule r USING (rule_no)
                              JOIN decision d ON d.user_no = m.user_no AND d.rule = r.name
                             WHERE m.withheld IS NULL AND d.class = 'PROMOTIONAL' AND EXISTS
                                (SELECT FROM decision h WHERE h.person_no = d.person_no AND (h.outcome = 'HOLDOUT_GLOBAL'
                                    OR (h.outcome = 'CONTROL' AND h.playbook = d.playbook)))""")).isEmpty();
            assertThat(world.lines("""
                            SELECT concat_ws(' ', o.user_no, o.rule) AS line FROM outbox o WHERE o.class = 'PROMOTIONAL'
                               AND EXISTS (SELECT FROM decision h WHERE h.person_no = o.person_no
                                    AND (h.outcome = 'HOLDOUT_GLOBAL'
                                        OR (h.outcome = 'CONTROL' AND h.playbook = o.playbook)))""")).isEmpty();
            assertThat(world.lines("SELECT withheld AS line FROM membership WHERE withheld IS NOT NULL"))
                    .contains("CONTROL", "HOLDOUT_GLOBAL");
        }
    }

    @Test
    void aDryRunCountsAndWritesNoLiveRow() {
        try (SweepWorld world = world(2, 50)) {
            List<String> before = world.lines(CHECKSUMS);
            assertThat(before).hasSizeGreaterThan(15).anyMatch(line -> line.startsWith("users "));
            Run dry = world.finished(world.start(everybody(true)));
            assertThat(dry.state()).isEqualTo(RunState.DONE);
            assertThat(dry.counts()).isNotEmpty();
            assertThat(world.lines(CHECKSUMS)).isEqualTo(before);
            Run live = world.finished(world.start(everybody(false)));
            assertThat(live.counts()).isEqualTo(dry.counts());
            assertThat(world.lines(CHECKSUMS)).isNotEqualTo(before);
        }
    }

    @Test
    void aCancelledRunStopsKeepsWhatIsCommittedAndSaysHowFarItCame() {
        try (SweepWorld world = world(1, 2)) {
            RunId id = world.start(everybody(false));
            while (world.find(id).progress().done() == 0) {
                Thread.onSpinWait();
            }
            assertThat(world.cancel(id, "ann")).isTrue();
            Progress stopped = world.find(id).progress();
            Run other = world.finished(world.start(everybody(true)));
            Run cancelled = world.find(id);
            assertThat(other.state()).isEqualTo(RunState.DONE);
            assertThat(cancelled.state()).isEqualTo(RunState.CANCELLED);
            assertThat(cancelled.reason()).isEqualTo("Cancelled by ann");
            assertThat(cancelled.progress().done())
                    .isBetween(1L, cancelled.progress().total() - 1)
                    .isLessThanOrEqualTo(stopped.done() + 2);
            assertThat(world.lines("""
                            SELECT 'beyond ' || d.person_no AS line FROM decision_state d WHERE NOT EXISTS
                                (SELECT FROM run_shard s WHERE s.run_no = %s
                                    AND d.person_no BETWEEN s.person_from AND s.checkpoint)""".formatted(id.number()))).isEmpty();
        }
    }
}
