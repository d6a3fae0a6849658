package dev.tideline.engine.sweep.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class RunKeepsItsRulesIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @RegisterExtension
    static final TestDatabase HANDED_OVER = new TestDatabase();

    private static final int USERS = 60;
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final String TEMPLATES = """
            SELECT DISTINCT part->>'key' AS line
              FROM decision, jsonb_array_elements(parts) AS part
             WHERE playbook = 'greeting' AND run_no = %s ORDER BY 1
            """;
    private static final String BASES = "SELECT DISTINCT basis_no::text AS line FROM decision WHERE run_no = %s";

    @TempDir
    Path folder;

    @Test
    void whateverIsReloadedOrGoesStaleWhileItIsUnderWay() throws Exception {
        write("hello");
        SweepWorkers.Settings settings = new SweepWorkers.Settings(1, 20, Duration.ofSeconds(60));
        try (SweepWorld world = new SweepWorld(DB.database(), settings, folder)) {
            world.start();
            SeededLife life = new SeededLife(5, USERS);
            world.feed(life.accounts(START.minus(Duration.ofDays(1))), START);
            world.neverStale();
            RunId id;
            try (Connection brake = DB.database().dataSource().getConnection()) {
                lockPersons(brake);
                id = world.start(START, true);
                await(() -> !world.lines(
                                "SELECT leased_by AS line FROM run_shard WHERE leased_by <> '' AND run_no = " + id)
                        .isEmpty());
                write("goodbye");
                assertThat(world.playbooks().reload("ann").changed()).containsExactly("greeting");
                world.lines("UPDATE source_watermark SET watermark = '2000-01-01' RETURNING source AS line");
                brake.rollback();
                assertThat(world.finished(id).state()).isEqualTo(RunState.DONE);
            }
            assertThat(world.lines(TEMPLATES.formatted(id))).containsExactly("hello");
            assertThat(world.lines(BASES.formatted(id))).hasSize(1);
            assertThat(world.lines("SELECT reason AS line FROM decision WHERE reason = 'STALE_DATA'"))
                    .isEmpty();
            world.neverStale();
            RunId next = world.sweep(START.plusSeconds(1), false).id();
            assertThat(world.lines(TEMPLATES.formatted(next))).containsExactly("goodbye");
        }
    }

    @Test
    void onANodeThatWasStartedWithOthers() throws Exception {
        write("hello");
        SweepWorkers.Settings settings = new SweepWorkers.Settings(1, 20, Duration.ofSeconds(2));
        RunId id;
        try (Connection brake = HANDED_OVER.database().dataSource().getConnection()) {
            try (SweepWorld first = new SweepWorld(HANDED_OVER.database(), settings, folder)) {
                first.start();
                SeededLife life = new SeededLife(5, USERS);
                first.feed(life.accounts(START.minus(Duration.ofDays(1))), START);
                first.neverStale();
                lockPersons(brake);
                id = first.start(START, true);
                await(() -> first.find(id).state() == RunState.RUNNING);
                first.playbooks().pauseAll("handover", "ann");
                brake.rollback();
            }
            write("goodbye");
            try (SweepWorld second = new SweepWorld(HANDED_OVER.database(), settings, folder)) {
                second.start();
                second.playbooks().resumeAll("ann");
                assertThat(second.finished(id).state()).isEqualTo(RunState.DONE);
                assertThat(second.lines(TEMPLATES.formatted(id))).containsExactly("hello");
                assertThat(second.lines(BASES.formatted(id))).hasSize(1);
            }
        }
    }

    private static void lockPersons(Connection brake) throws SQLException {
        brake.setAutoCommit(false);
        try (Statement statement = brake.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(7204, 0)");
        }
    }

    private void write(String template) throws IOException {
        Path own = Files.createDirectories(folder.resolve("greeting"));
        Files.writeString(own.resolve("playbook.yaml"), """
                key: greeting
                name: { en: Greeting }
                family: activation
                class: service
                priority: 60
                schedule: { cron: "0 0 12 * * ?", zone: UTC }
                reentry: { cooldown: PT0.001S }
                """);
        Files.writeString(own.resolve("rules.drl"), """
                rule "greeting/greet"
                @why("Everybody is greeted")
                when
                    $u : User( riskScore >= 0 )
                then
                    message("%s").by(IN_APP).to($u);
                end
                """.formatted(template));
        Files.writeString(own.resolve("scenarios.yaml"), """
                - name: everybody
                  asOf: 2026-03-31
                  given: { user: { riskScore: 3 } }
                  expect: { fired: [greeting/greet] }
                - name: nobody whose risk is not known
                  asOf: 2026-03-31
                  given: { user: {} }
                  expect: { fired: [] }
                """);
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 20 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
