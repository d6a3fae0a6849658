package dev.tideline.engine.benchmark;

import dev.tideline.engine.job.JobState;
import dev.tideline.engine.simulation.Simulation;
import dev.tideline.engine.simulation.SimulationResults;
import dev.tideline.engine.simulation.Simulations;
import dev.tideline.engine.sweep.Run;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** Sweeps over a population, in the order in which they happen to one. */
final class SweepRounds implements AutoCloseable {

    private static final long POLL_NANOS = 50_000_000;
    private static final int THREADS = 2;

    private final DurablePostgres postgres = new DurablePostgres();
    private final SweepWorld world = new SweepWorld(postgres.database(), SweepWorkers.Settings.standard());
    private final Population population;
    private final WideTable table;
    private Instant asOf = Life.END.plusSeconds(7_200);

    /**
     * What the sweeps of a round came to.
     *
     * @param first when nothing was decided yet
     * @param settling the next one, which records the cooldowns that the first began
     * @param unchanged of everybody, when nothing has changed
     * @param dirty of those who changed, when nobody is due
     * @param touched how many changed
     */
    record Round(Sweep first, Sweep settling, Sweep unchanged, Sweep dirty, long touched) {}

    /** A sweep with what it wrote, and the mean seconds of a copy of the table right before and one right after. */
    record Sweep(Run run, double seconds, double copySeconds, long decisions) {}

    /** A simulation, and the forced full sweeps right before and right after it. */
    record Compared(Sweep before, Simulation simulation, SimulationResults results, double seconds, Sweep after) {

        /** The mean of both sweeps. */
        double sweepSeconds() {
            return (before.seconds() + after.seconds()) / 2;
        }
    }

    SweepRounds(int users) {
        population = new Population(postgres, users);
        table = new WideTable(postgres, world.model());
        population.live(world);
        table.fill(population.copies());
        world.start();
        System.out.println(population.size() + " users, a table of " + table.columns() + " columns");
    }

    int users() {
        return population.size();
    }

    Round round() {
        population.reset();
        Sweep first = sweep("first", true);
        Sweep settling = sweep("settling", true);
        Sweep unchanged = sweep("unchanged", true);
        long touched = population.touch();
        return new Round(first, settling, unchanged, sweep("dirty", false), touched);
    }

    /** A first sweep alone. */
    Sweep first() {
        population.reset();
        return sweep("first", true);
    }

    /** A draft against what is in force, when nothing has changed since everybody was swept. */
    Compared simulated() {
        population.reset();
        sweep("first", true);
        sweep("settling", true);
        Sweep before = sweep("unchanged", true);
        try (Simulations simulations = world.simulations(THREADS)) {
            simulations.start();
            Cost start = Cost.soFar(postgres.database());
            long number =
                    simulations.plan(DraftOfOne.request(asOf.plusSeconds(1))).orThrow();
            Simulation simulation = ended(simulations, number);
            Cost cost = Cost.soFar(postgres.database()).since(start);
            SimulationResults results = simulations.results(number).orElseThrow();
            double seconds = seconds(simulation);
            System.out.printf(
                    Locale.ROOT,
                    "  simulation: %.2f s, %d persons, audience %s, %d rivals; each: %s%n",
                    seconds,
                    results.persons(),
                    results.audience(),
                    results.rivals().size(),
                    cost.each(results.accounts()));
            long began = System.nanoTime();
            long again = simulations.recount(number, asOf.plusSeconds(1)).orElseThrow();
            System.out.printf(Locale.ROOT, "  recount: %d in %.2f s%n", again, (System.nanoTime() - began) / 1e9);
            return new Compared(before, simulation, results, seconds, sweep("unchanged", true));
        }
    }

    private static Simulation ended(Simulations simulations, long number) {
        Simulation simulation = simulations.find(number).orElseThrow();
        while (simulation.finishedAt() == null) {
            LockSupport.parkNanos(POLL_NANOS);
            simulation = simulations.find(number).orElseThrow();
        }
        return simulation;
    }

    private static double seconds(Simulation simulation) {
        Instant end = simulation.finishedAt();
        if (simulation.state() != JobState.DONE || end == null) {
            throw new IllegalStateException("Simulation ended as " + simulation);
        }
        return Duration.between(simulation.createdAt(), end).toNanos() / 1e9;
    }

    private Sweep sweep(String name, boolean full) {
        double copy = table.copy() / 2;
        long before = decisions();
        asOf = asOf.plusSeconds(1);
        Cost start = Cost.soFar(postgres.database());
        Run run = finished(world.start(asOf, full));
        Cost cost = Cost.soFar(postgres.database()).since(start);
        copy += table.copy() / 2;
        Instant end = run.finishedAt();
        if (run.state() != RunState.DONE || end == null) {
            throw new IllegalStateException("Run ended as " + run);
        }
        double seconds = Duration.between(run.createdAt(), end).toNanos() / 1e9;
        Sweep sweep = new Sweep(run, seconds, copy, decisions() - before);
        System.out.printf(
                Locale.ROOT,
                "  %s: %.2f s, copy %.2f s, %d evaluated, %d candidates, %d decisions written; each: %s%n",
                name,
                seconds,
                copy,
                run.progress().evaluated(),
                run.progress().matched(),
                sweep.decisions(),
                cost.each(run.progress().evaluated()));
        return sweep;
    }

    private Run finished(RunId id) {
        Run run = world.find(id);
        while (!run.state().isFinal()) {
            LockSupport.parkNanos(POLL_NANOS);
            run = world.find(id);
        }
        return run;
    }

    private long decisions() {
        return postgres.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT count(*) AS decisions FROM decision")
                        .one(row -> row.number("decisions")));
    }

    @Override
    public void close() {
        world.close();
        postgres.close();
    }
}
