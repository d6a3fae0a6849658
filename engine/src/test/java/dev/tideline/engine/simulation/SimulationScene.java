package dev.tideline.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.job.JobState;
import dev.tideline.engine.sweep.chunk.SeededLife;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.budgets.BudgetPlan;
import dev.tideline.rules.budgets.BudgetPlanReader;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A population with scarce budgets, and drafts of one of its playbooks. */
final class SimulationScene implements AutoCloseable {

    static final Instant START = Instant.parse("2026-01-10T00:00:00Z");
    static final String KEY = "dormant-30-unfunded";

    private static final String PLAN = """
            asset: USDT
            campaigns:
              default: { total: "130" }
              dormant-30-unfunded: { total: "700", perPeriod: "595", period: "calendar(day, UTC)" }
            periods: { everything: { total: "1500" } }
            person: { total: "60" }
            """;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    final SweepWorld world;
    final Simulations simulations;
    private final TestDatabase database;

    SimulationScene(TestDatabase database, int users, @Nullable Path folder) {
        BudgetPlan plan =
                BudgetPlanReader.read("budgets.yaml", PLAN, Assets.shipped()).orThrow();
        this.database = database;
        this.world = new SweepWorld(
                database.database(), new SweepWorkers.Settings(2, 100, Duration.ofSeconds(15)), folder, plan);
        this.simulations = world.simulations(2);
        SeededLife life = new SeededLife(7, users);
        world.feed(life.accounts(START.minus(Duration.ofDays(130))), START);
        world.events(life.beginnings(START), START);
        world.neverStale();
        world.start();
    }

    /** The files of the shipped playbook. */
    static Map<String, String> shipped() {
        return ShippedPlaybooks.all().stream()
                .filter(playbook -> playbook.key().equals(KEY))
                .map(Playbook::files)
                .findFirst()
                .orElseThrow();
    }

    /** A draft for those who are quiet for 20 to 45 days instead of 30 to 59, served first; with its cases. */
    static Map<String, String> draft() {
        Map<String, String> files = new TreeMap<>(shipped());
        files.computeIfPresent(
                Playbook.DECLARATION,
                (name, text) -> text.replace("value: 30, min: 14", "value: 20, min: 14")
                        .replace("priority: 58", "priority: 99"));
        files.computeIfPresent("rules.drl", (name, text) -> text.replace("<= 59", "<= 45"));
        files.computeIfPresent(
                Playbook.SCENARIOS,
                (name, text) -> text.replace("2026-03-02T09", "2026-03-12T09")
                        .replace("2026-01-31T09", "2026-02-14T09")
                        .replace("2026-01-30T09", "2026-02-13T09"));
        assertThat(files).isNotEqualTo(shipped());
        return files;
    }

    static SimulationRequest request(Map<String, String> files, String filter) {
        return new SimulationRequest(KEY, files, filter, START, "tester");
    }

    /** A simulation that has ended. */
    Simulation run(Map<String, String> files, String filter) {
        Simulation simulation = ended(simulations.plan(request(files, filter)).orThrow());
        assertThat(simulation.state()).as(simulation.reason()).isEqualTo(JobState.DONE);
        return simulation;
    }

    Simulation ended(long number) {
        Instant deadline = Instant.now().plus(PATIENCE);
        Simulation simulation = simulations.find(number).orElseThrow();
        while (simulation.finishedAt() == null && Instant.now().isBefore(deadline)) {
            LockSupport.parkNanos(20_000_000);
            simulation = simulations.find(number).orElseThrow();
        }
        return simulation;
    }

    /** Checksums of all tables but those of simulations. */
    String checksums() {
        return database.database()
                .inTransaction(
                        transaction -> String.join("\n", transaction.sql("""
                        SELECT table_name || ' ' || coalesce((xpath('//s/text()', query_to_xml(
                                 'SELECT count(*) || md5(string_agg(t::text, '','' ORDER BY t::text)) AS s FROM '
                                     || quote_ident(table_name) || ' t', true, true, '')))[1]::text, '') AS t
                          FROM information_schema.tables
                         WHERE table_schema = 'tideline' AND table_type = 'BASE TABLE'
                           AND table_name NOT IN ('simulation', 'simulation_sample')
                         ORDER BY table_name
                        """).list(row -> row.text("t"))));
    }

    List<String> lines(String sql) {
        return world.lines(sql);
    }

    @Override
    public void close() {
        simulations.close();
        world.close();
    }
}
