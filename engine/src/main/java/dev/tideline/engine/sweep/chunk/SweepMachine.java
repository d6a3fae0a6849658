package dev.tideline.engine.sweep.chunk;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.risk.BulkRisk;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.sweep.Sweeps;
import dev.tideline.engine.sweep.claim.ClaimPhase;
import dev.tideline.engine.sweep.mend.RestoredDump;
import dev.tideline.engine.sweep.phase.Phase;
import dev.tideline.engine.sweep.phase.PhasedWork;
import dev.tideline.engine.sweep.run.RunPhase;
import dev.tideline.engine.sweep.shard.ChunkWork;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.engine.users.UserStore;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The sweeps of one node: its workers, and the runs that people ask for. */
public final class SweepMachine implements AutoCloseable {

    private final Database database;
    private final SweepWorkers workers;
    private final Sweeps sweeps;

    /** A machine whose runs have no other phases than its own. */
    public SweepMachine(
            Database database,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            DecisionStore decisions,
            SweepWorkers.Settings settings) {
        this(database, holder, policy, users, decisions, BulkRisk.off(), List.of(), settings);
    }

    /**
     * A machine that stands still until {@link #start}; the holder must have loaded a rulebook by then.
     *
     * @param risk who is asked before incentives are claimed
     * @param more phases of its runs after those of its own
     */
    public SweepMachine(
            Database database,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            DecisionStore decisions,
            BulkRisk risk,
            List<Phase> more,
            SweepWorkers.Settings settings) {
        this.database = database;
        HolderScope scope = new HolderScope(holder, database, users, policy);
        Supplier<ChunkWork> works = () -> new PhasedWork(
                new ChunkEvaluation(holder, policy, users, decisions, true, risk), List.of(ClaimPhase.KEY), more);
        List<RunPhase> phases = new ArrayList<>(List.of(new ClaimPhase(policy)));
        phases.addAll(Phase.openings(more));
        this.workers = new SweepWorkers(database, scope, works, phases, settings);
        this.sweeps = new Sweeps(database, workers::wake);
    }

    /**
     * The same work for persons outside of sweeps, for one thread: it commits their decisions and leaves segments, memberships
     * and due instants to the next sweep.
     */
    public static ChunkWork decisionsAlone(
            RulebookHolder holder, EvaluationPolicy policy, UserStore users, DecisionStore decisions, BulkRisk risk) {
        return new ChunkEvaluation(holder, policy, users, decisions, false, risk);
    }

    /** Starts working. */
    public void start() {
        RestoredDump.mend(database);
        workers.start();
    }

    /** The runs. */
    public Sweeps sweeps() {
        return sweeps;
    }

    /** Lets each thread finish its chunk and gives the shards back. */
    @Override
    public void close() {
        workers.close();
    }
}
