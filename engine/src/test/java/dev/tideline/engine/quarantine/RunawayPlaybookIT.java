package dev.tideline.engine.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.Playbooks;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.simulation.SimulationRequest;
import dev.tideline.engine.simulation.SimulationResults;
import dev.tideline.engine.simulation.Simulations;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.chunk.SeededLife;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.ruleset.RulebookCompiler;
import dev.tideline.rules.ruleset.evaluation.EvaluationLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class RunawayPlaybookIT {

    @RegisterExtension
    static final TestDatabase WITHOUT = new TestDatabase();

    @RegisterExtension
    static final TestDatabase WITH = new TestDatabase();

    @RegisterExtension
    static final TestDatabase SIMULATED = new TestDatabase();

    private static final int USERS = 200;
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    private static final SweepWorkers.Settings WORKERS = new SweepWorkers.Settings(2, 25, Duration.ofSeconds(60));
    private static final EvaluationLimits FIFTY = new EvaluationLimits(50, Duration.ofSeconds(10));
    private static final String KEY = "runaway";
    private static final String DRAFTED = "dormant-30-unfunded";

    private static final String DECISIONS = """
            SELECT concat_ws(' ', u.user_id, d.rule, d.outcome, d.reason, d.occurrence, d.parts) AS line
              FROM decision d JOIN users u USING (user_no) WHERE d.playbook <> 'runaway' ORDER BY 1
            """;
    private static final String GRANTS =
            "SELECT concat_ws(' ', grant_key, state, amount) AS line FROM ledger_grant ORDER BY 1";
    private static final String MEMBERS = """
            SELECT concat_ws(' ', u.user_id, r.name, m.withheld) AS line
              FROM membership m JOIN users u USING (user_no) JOIN rule r USING (rule_no)
             WHERE r.name NOT LIKE 'runaway/%' ORDER BY 1
            """;
    private static final String CUT = """
            SELECT user_id AS line FROM poison
             WHERE playbook = 'runaway' AND error LIKE '%50 rules fired, the limit%' ORDER BY 1
            """;
    private static final String COUNTED =
            "SELECT version AS line FROM rule_cut JOIN playbook ON hash = version WHERE rule_cut.playbook = 'runaway'";
    private static final String BY_RUNAWAY = """
            SELECT DISTINCT u.user_id AS line FROM decision d JOIN users u USING (user_no)
             WHERE d.playbook = 'runaway' ORDER BY 1
            """;

    @TempDir
    Path folder;

    @Test
    void losesWhatRunsAwayAndNothingElseAndIsStoppedEverywhereUntilAPersonResumesIt() throws IOException {
        List<String> decisions;
        List<String> grants;
        List<String> members;
        List<String> next;
        try (SweepWorld world = world(WITHOUT, null, 1_000)) {
            swept(world);
            decisions = world.lines(DECISIONS);
            grants = world.lines(GRANTS);
            members = world.lines(MEMBERS);
            assertThat(decisions).hasSizeGreaterThan(20);
            assertThat(world.lines("SELECT error AS line FROM poison")).isEmpty();
            world.sweep(START.plusSeconds(60), true);
            next = world.lines(DECISIONS);
        }
        write("");
        try (SweepWorld world = world(WITH, folder, 20);
                RulebookHolder other = new RulebookHolder(WITH.database(), Vocabulary.shipped(), loaded -> {})) {
            Run run = swept(world);

            assertThat(world.lines(DECISIONS)).isEqualTo(decisions);
            assertThat(world.lines(GRANTS)).isEqualTo(grants);
            assertThat(world.lines(MEMBERS)).isEqualTo(members);
            List<String> cut = world.lines(CUT);
            assertThat(cut).hasSizeGreaterThan(40);
            assertThat(world.lines(BY_RUNAWAY)).doesNotContainAnyElementsOf(cut);
            assertThat(run.progress().evaluated()).isEqualTo(USERS);

            other.start();
            await(() -> !world.holder().current().acts(KEY));
            assertThat(other.current().acts(KEY)).isFalse();
            Quarantined why = quarantined(other);
            assertThat(why.persons()).isGreaterThanOrEqualTo(20);
            assertThat(why.text()).contains("50 rules fired, the limit");

            Run later = world.sweep(START.plusSeconds(60), true);
            assertThat(later.progress().poisoned()).isZero();
            assertThat(world.lines(DECISIONS)).isEqualTo(next);

            world.playbooks().resume(KEY, "ann");
            assertThat(world.holder().current().acts(KEY)).isTrue();
            assertThat(world.lines(COUNTED)).isEmpty();
        }
    }

    @Test
    void isOverForAnotherVersionAndNotForTheOldOne() throws IOException {
        write("# two\n");
        try (RulebookHolder holder = new RulebookHolder(WITH.database(), Vocabulary.shipped(), loaded -> {})) {
            Playbooks playbooks = new Playbooks(WITH.database(), holder, folder, ZoneOffset.UTC);
            playbooks.bring("");
            holder.start();
            cut(holder.current(), 20);
            holder.refresh();
            assertThat(holder.current().acts(KEY)).isFalse();
            assertThat(holder.current().isStopped(KEY)).isTrue();

            write("# another version\n");
            playbooks.reload("ann");
            assertThat(holder.current().acts(KEY)).isTrue();

            write("# two\n");
            playbooks.reload("ann");
            assertThat(holder.current().acts(KEY)).isFalse();
        }
    }

    @Test
    void countsPersonsAndNotHowOftenOneIsTried() throws IOException {
        write("# a version of its own\n");
        try (RulebookHolder holder = new RulebookHolder(WITH.database(), Vocabulary.shipped(), loaded -> {})) {
            new Playbooks(WITH.database(), holder, folder, ZoneOffset.UTC).bring("");
            holder.start();
            cut(holder.current(), 19);
            cut(holder.current(), 19);
            holder.refresh();
            assertThat(holder.current().acts(KEY)).isTrue();
        }
    }

    @Test
    void costsASimulationNothingButItsOwnCandidates() throws IOException {
        SimulationResults without;
        try (SweepWorld world = world(SIMULATED, null, 1_000)) {
            without = simulated(world);
        }
        assertThat(without.cuts()).isEmpty();
        write("# beside a simulation\n");
        try (SweepWorld world = world(SIMULATED, folder, 1_000)) {
            SimulationResults beside = simulated(world);
            assertThat(beside.poisoned()).isZero();
            assertThat(beside.cuts()).singleElement().satisfies(cut -> {
                assertThat(cut.playbook()).isEqualTo(KEY);
                assertThat(cut.live()).isGreaterThan(20).isEqualTo(cut.draft());
            });
            assertThat(beside.persons()).isEqualTo(without.persons());
            assertThat(beside.audience()).isEqualTo(without.audience());
            assertThat(beside.rules()).isNotEmpty().isEqualTo(without.rules());
            assertThat(beside.draft()).isEqualTo(without.draft());
        }
    }

    /** What a draft of a shipped playbook would change for everybody. */
    private static SimulationResults simulated(SweepWorld world) {
        populated(world);
        Map<String, String> files = new TreeMap<>(
                Objects.requireNonNull(world.holder().current().playbooks().get(DRAFTED))
                        .files());
        files.computeIfPresent(
                "playbook.yaml", (name, text) -> text.replace("value: 30, min: 14", "value: 20, min: 14"));
        try (Simulations simulations = world.simulations(1)) {
            simulations.start();
            long number = simulations
                    .plan(new SimulationRequest(DRAFTED, files, "", START, "ann"))
                    .orThrow();
            long until = System.nanoTime() + Duration.ofMinutes(2).toNanos();
            while (simulations.find(number).orElseThrow().finishedAt() == null) {
                assertThat(System.nanoTime()).isLessThan(until);
                LockSupport.parkNanos(20_000_000);
            }
            return simulations.results(number).orElseThrow();
        }
    }

    private static void cut(LoadedRulebook loaded, int persons) {
        String version = Objects.requireNonNull(loaded.playbooks().get(KEY)).version();
        WITH.database()
                .doInTransaction(transaction -> IntStream.range(0, persons)
                        .forEach(person -> Cuts.note(transaction, KEY, version, person, "a test says so")));
    }

    private static Quarantined quarantined(RulebookHolder holder) {
        return Objects.requireNonNull(
                Objects.requireNonNull(holder.current().states().get(KEY)).quarantined());
    }

    private static Run swept(SweepWorld world) {
        populated(world);
        Run run = world.sweep(START, true);
        assertThat(run.state()).isEqualTo(RunState.DONE);
        return run;
    }

    private static void populated(SweepWorld world) {
        SeededLife life = new SeededLife(5, USERS);
        world.feed(life.accounts(START.minus(Duration.ofDays(130))), START);
        world.events(life.beginnings(START), START);
        world.neverStale();
        world.start();
    }

    private static SweepWorld world(TestDatabase database, @Nullable Path folder, int persons) {
        Quarantine quarantine = new Quarantine(new Quarantine.Settings(persons, Duration.ofHours(1)));
        return new SweepWorld(database.database(), WORKERS, folder, new RulebookCompiler(FIFTY), quarantine);
    }

    /** Thirty rules for who has a level and thirty for who has deposited: either is allowed, both are too many. */
    private void write(String remark) throws IOException {
        Path own = Files.createDirectories(folder.resolve(KEY));
        Files.writeString(own.resolve("playbook.yaml"), remark + """
                key: runaway
                name: { en: Runs away }
                family: activation
                class: service
                priority: 1
                schedule: { cron: "0 0 12 * * ?", zone: UTC }
                reentry: { cooldown: P1D }
                """);
        Files.writeString(
                own.resolve("rules.drl"),
                rules("level", "kycLevel >= 1, riskScore < 100") + rules("deposit", "depositTotal > "));
        Files.writeString(own.resolve("scenarios.yaml"), """
                - name: a level alone
                  asOf: 2026-03-31
                  given: { user: { riskScore: 3, kycLevel: 1 } }
                  expect: { fired: [%s] }
                - name: a deposit alone
                  asOf: 2026-03-31
                  given: { user: { depositTotal: 1000 } }
                  expect: { fired: [%s] }
                """.formatted(names("level"), names("deposit")));
    }

    private static String rules(String kind, String condition) {
        return IntStream.range(0, 30)
                .mapToObj(index -> """
                        rule "runaway/%s-%d"
                        @why("A test")
                        when
                            $u : User( %s%d )
                        then
                            segment("s").to($u);
                        end
                        """.formatted(kind, index, condition, index))
                .collect(Collectors.joining("\n"));
    }

    private static String names(String kind) {
        return IntStream.range(0, 30)
                .mapToObj(index -> "runaway/" + kind + "-" + index)
                .collect(Collectors.joining(", "));
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 5 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
