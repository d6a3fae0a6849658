package dev.tideline.engine.authoring.publication;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.authoring.Drafts;
import dev.tideline.engine.authoring.validation.Validator;
import dev.tideline.engine.authoring.version.Versions;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.job.JobState;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.simulation.Simulation;
import dev.tideline.engine.simulation.SimulationRequest;
import dev.tideline.engine.simulation.Simulations;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.chunk.SeededLife;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.lint.subject.Assumptions;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A version that is published while a sweep is under way. */
final class PublicationInMidSweepIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int USERS = 60;
    private static final String KEY = "greeting";
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final SweepWorkers.Settings WORKERS = new SweepWorkers.Settings(1, 20, Duration.ofSeconds(60));

    private static final String TEMPLATES = """
            SELECT DISTINCT part->>'key' AS line
              FROM decision, jsonb_array_elements(parts) AS part
             WHERE playbook = 'greeting' AND run_no = %s ORDER BY 1
            """;
    private static final String VERSIONS =
            "SELECT DISTINCT version AS line FROM decision WHERE playbook = 'greeting' AND run_no = %s";
    private static final String GREETED =
            "SELECT DISTINCT user_no::text AS line FROM decision WHERE playbook = 'greeting' AND run_no = %s";

    @Test
    void bindsTheNextSweepWhileTheOneUnderWayEndsAsItBegan() throws Exception {
        try (SweepWorld world = new SweepWorld(DB.database(), WORKERS);
                Simulations simulations = world.simulations(1);
                RulebookHolder other = new RulebookHolder(DB.database(), Vocabulary.shipped(), loaded -> {})) {
            world.start();
            simulations.start();
            other.start();
            SeededLife life = new SeededLife(5, USERS);
            world.feed(life.accounts(START.minus(Duration.ofDays(1))), START);
            world.neverStale();
            Life authored = new Life(world, simulations);
            Publishing hello = authored.simulated("hello", null);
            authored.publish(hello);
            Publishing goodbye = authored.simulated("goodbye", authored.inForce());

            RunId id;
            try (Connection brake = DB.database().dataSource().getConnection()) {
                lockPersons(brake);
                id = world.start(START, true);
                await(
                        PATIENCE,
                        () -> !world.lines("SELECT leased_by AS line FROM run_shard WHERE leased_by <> '' AND run_no = "
                                        + id)
                                .isEmpty());
                authored.publish(goodbye);
                assertThat(authored.inForce()).isEqualTo(goodbye.version());
                await(SOON, () -> other.current().versions().contains(goodbye.version()));
                assertThat(world.find(id).state()).isEqualTo(RunState.RUNNING);
                assertThat(world.holder().current().pausedAll()).isFalse();
                assertThat(world.holder().current().acts(KEY)).isTrue();
                brake.rollback();
            }
            Run run = world.finished(id);
            assertThat(run.state()).isEqualTo(RunState.DONE);
            assertThat(run.progress().evaluated()).isEqualTo(USERS);
            assertThat(world.lines(TEMPLATES.formatted(id))).containsExactly("hello");
            assertThat(world.lines(VERSIONS.formatted(id))).containsExactly(hello.version());

            Run next = world.sweep(START.plusSeconds(1), false);
            assertThat(next.state()).isEqualTo(RunState.DONE);
            assertThat(world.lines(TEMPLATES.formatted(next.id()))).containsExactly("goodbye");
            assertThat(world.lines(VERSIONS.formatted(next.id()))).containsExactly(goodbye.version());
            assertThat(world.lines(GREETED.formatted(next.id())))
                    .hasSizeGreaterThan(10)
                    .hasSameElementsAs(world.lines(GREETED.formatted(id)));
        }
    }

    /** From a draft to a version in force, by one person. */
    private static final class Life {

        private final SweepWorld world;
        private final Simulations simulations;
        private final Drafts drafts = new Drafts(DB.database());
        private final Versions versions;
        private final Publisher publisher;

        Life(SweepWorld world, Simulations simulations) {
            this.world = world;
            this.simulations = simulations;
            Validator validator = new Validator(
                    world.holder(), world.policy(), Assumptions.shipped(), DB.database(), Clock.systemUTC());
            versions = new Versions(DB.database(), drafts, validator);
            publisher = new Publisher(
                    DB.database(),
                    world.holder(),
                    versions,
                    new KeptSimulations(simulations, world.policy().budgets().reference()),
                    new SecondPerson(SaidSimulations.money("1000"), 500));
        }

        Publishing simulated(String template, @Nullable String replaced) {
            drafts.save(KEY, files(template), replaced, template, "ann");
            var validation = versions.validate(KEY, "ann");
            assertThat(validation.sound()).as("%s", validation).isTrue();
            long number = simulations
                    .plan(new SimulationRequest(KEY, files(template), "", null, "ann"))
                    .orThrow();
            await(PATIENCE, () -> simulations.find(number).orElseThrow().state() == JobState.DONE);
            Simulation.Found found =
                    simulations.find(number).orElseThrow().outcome().orElseThrow();
            assertThat(found.audience()).isPositive();
            return new Publishing(
                    KEY,
                    validation.version(),
                    number,
                    found.audience(),
                    SaidSimulations.money(found.maximumSpend().reference().amount()),
                    100,
                    template,
                    "ann");
        }

        void publish(Publishing wanted) {
            publisher.publish(wanted);
        }

        String inForce() {
            return Objects.requireNonNull(world.holder().current().states().get(KEY))
                    .version();
        }
    }

    private static Map<String, String> files(String template) {
        return Map.of("playbook.yaml", """
                key: greeting
                name: { en: Greeting }
                family: activation
                class: service
                priority: 60
                schedule: { cron: "0 0 12 * * ?", zone: UTC }
                reentry: { cooldown: PT0.001S }
                """, "rules.drl", """
                rule "greeting/greet"
                @why("Everybody is greeted")
                when
                    $u : User( riskScore >= 0 )
                then
                    message("%s").by(IN_APP).to($u);
                end
                """.formatted(template), "scenarios.yaml", """
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

    private static void lockPersons(Connection brake) throws Exception {
        brake.setAutoCommit(false);
        try (Statement statement = brake.createStatement()) {
            statement.execute("SELECT pg_advisory_xact_lock(7204, 0)");
        }
    }

    private static void await(Duration most, BooleanSupplier condition) {
        long until = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited %s", most).isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
