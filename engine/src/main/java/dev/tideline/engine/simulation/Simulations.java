package dev.tideline.engine.simulation;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.job.Begun;
import dev.tideline.engine.job.JobRows;
import dev.tideline.engine.job.JobWork;
import dev.tideline.engine.job.JobWorker;
import dev.tideline.engine.rulebook.RulebookHolder;
import dev.tideline.engine.rulebook.catalogue.FileLimits;
import dev.tideline.engine.simulation.PostgresSimulationStore.Asked;
import dev.tideline.engine.simulation.SimulationResults.Sample;
import dev.tideline.engine.simulation.SimulationResults.SampleSide;
import dev.tideline.engine.simulation.tally.Samples;
import dev.tideline.engine.simulation.tally.Side;
import dev.tideline.engine.simulation.tally.Tally;
import dev.tideline.engine.simulation.world.Comparison;
import dev.tideline.engine.simulation.world.Given;
import dev.tideline.engine.simulation.world.Misfits;
import dev.tideline.engine.simulation.world.Misfits.Misfit;
import dev.tideline.engine.simulation.world.Reach;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Simulations that people ask for, look at and stop, and the threads of this node that run them. A simulation changes no row
 * of live state; it begins again when its server stops. Methods block on the database; thread-safe.
 */
public final class Simulations implements AutoCloseable {

    private static final int MOST_OPEN = 20;
    private static final int MOST_LISTED = 50;
    private static final int LONGEST_FILTER = 10_000;

    private final Database database;
    private final RulebookHolder holder;
    private final EvaluationPolicy policy;
    private final UserStore users;
    private final DecisionStore decisions;
    private final JobRows jobs;
    private final PostgresSimulationStore store;
    private final JobWorker worker;

    /** Simulations that wait until {@link #start}, on so many threads. */
    public Simulations(
            Database database,
            RulebookHolder holder,
            EvaluationPolicy policy,
            UserStore users,
            DecisionStore decisions,
            int threads) {
        this.database = database;
        this.holder = holder;
        this.policy = policy;
        this.users = users;
        this.decisions = decisions;
        this.jobs = new JobRows(database, "simulation");
        this.store = new PostgresSimulationStore(database, jobs);
        this.worker = new JobWorker(jobs, this::open, threads);
    }

    /** Begins to run what waits; the holder must have loaded a rulebook by then. */
    public void start() {
        worker.start();
    }

    /**
     * Asks for a simulation; it waits until those before it have ended. Compiles the draft, which takes seconds when cold.
     *
     * @return its number, or everything that is wrong with the files and the filter
     * @throws TooManySimulations if 20 of them wait or run
     */
    public Checked<Long> plan(SimulationRequest request) {
        List<Problem> problems = sizeProblems(request);
        if (!problems.isEmpty()) {
            return new Checked.Invalid<>(problems);
        }
        Checked<Draft> read = Draft.read(request.playbook(), request.files(), request.filter(), policy);
        if (!read.isValid()) {
            return new Checked.Invalid<>(read.problems());
        }
        long number = store.insert(request, read.orThrow().playbook().version(), MOST_OPEN)
                .orElseThrow(() -> new TooManySimulations(MOST_OPEN));
        worker.wake();
        return new Checked.Valid<>(number);
    }

    private static List<Problem> sizeProblems(SimulationRequest request) {
        List<Problem> problems = new ArrayList<>(FileLimits.problems(request.files(), Place.pointer("body", "/files")));
        if (request.filter().length() > LONGEST_FILTER) {
            problems.add(new Problem(
                    Place.pointer("body", "/filter"),
                    String.valueOf(request.filter().length()),
                    Wording.of("at most {0} characters", LONGEST_FILTER)));
        }
        return problems;
    }

    /** The simulation with its progress and, if it is DONE, its audience and maximum spend. */
    public Optional<Simulation> find(long number) {
        return store.find(number);
    }

    /** The latest simulations of a playbook, newest first, at most 50. */
    public List<Simulation> of(String playbook) {
        return store.of(playbook, MOST_LISTED);
    }

    /** What a simulation came to; empty unless it is DONE. */
    public Optional<SimulationResults> results(long number) {
        return store.results(number);
    }

    /** Some of its persons, at most {@code Samples.MOST} of each kind; empty unless it is DONE. */
    public List<Sample> samples(long number) {
        return store.samples(number);
    }

    /** Stops a simulation. False if it had ended or does not exist. */
    public boolean cancel(long number, String who) {
        return jobs.cancel(number, who);
    }

    /**
     * The audience of a simulation as it would be now, with the rulebook and users of now. Of a large population so many
     * buckets are counted again as give a reliable answer in a few seconds, and the audience grows or shrinks as they do.
     * The draft's own budgets are left out of it: they are guarded by the spend.
     *
     * @return persons; empty unless the simulation is DONE
     */
    public OptionalLong recount(long number) {
        return recount(number, database.inTransaction(Transaction::now));
    }

    /** The same at another instant, but never before that of the simulation. */
    public OptionalLong recount(long number, Instant now) {
        Optional<Simulation.Found> found = find(number).flatMap(Simulation::outcome);
        Optional<Asked> asked = store.asked(number);
        if (found.isEmpty() || asked.isEmpty()) {
            return OptionalLong.empty();
        }
        Given given = given(Draft.of(asked.get(), policy), later(asked.get().asOf(), now));
        Reach reach = new Reach(database, users, decisions, policy, given);
        return OptionalLong.of(
                reach.audience(found.get().audience(), asked.get().reached()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Given given(Draft draft, Instant asOf) {
        return database.inTransaction(transaction -> Given.of(
                transaction, draft.playbook(), draft.rules(), holder.current(), draft.filter(), asOf, policy, users));
    }

    private JobWork open(Begun begun) {
        Asked asked = store.asked(begun.number()).orElseThrow();
        Given given = given(Draft.of(asked, policy), asked.asOf());
        return new Work(begun, given, new Comparison(database, users, decisions, policy, given));
    }

    /** One simulation at work. */
    private final class Work implements JobWork {

        private final Begun begun;
        private final Given given;
        private final Comparison comparison;

        Work(Begun begun, Given given, Comparison comparison) {
            this.begun = begun;
            this.given = given;
            this.comparison = comparison;
        }

        @Override
        public List<Stage> stages() {
            return comparison.stages();
        }

        @Override
        public long done() {
            return comparison.done();
        }

        @Override
        public long total() {
            return comparison.total();
        }

        @Override
        public void finish() {
            Tally tally = comparison.tally();
            Summary summary = new Summary(tally, given.playbook(), given.asOf(), comparison.shared(), policy);
            store.finish(
                    begun,
                    comparison.done(),
                    summary.results(),
                    summary.maximum(),
                    tally.reached(),
                    samples(tally.samples().all()));
        }

        private List<Sample> samples(List<Samples.Sample> found) {
            List<Long> persons =
                    found.stream().map(Samples.Sample::person).distinct().toList();
            Map<Long, List<String>> accounts = store.users(persons);
            Misfits misfits = new Misfits(database, users, decisions, policy, given);
            Map<Long, List<Misfit>> live = misfits.of(persons, Side.LIVE);
            Map<Long, List<Misfit>> draft = misfits.of(persons, Side.DRAFT);
            return found.stream()
                    .map(one -> new Sample(
                            one.kind(),
                            accounts.getOrDefault(one.person(), List.of()),
                            new SampleSide(one.live(), live.getOrDefault(one.person(), List.of())),
                            new SampleSide(one.draft(), draft.getOrDefault(one.person(), List.of()))))
                    .toList();
        }
    }

    /** Stops the threads; a simulation under way is given back and begins again later. */
    @Override
    public void close() {
        worker.close();
    }
}
