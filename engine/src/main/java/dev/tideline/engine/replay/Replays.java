package dev.tideline.engine.replay;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.job.Begun;
import dev.tideline.engine.job.JobRows;
import dev.tideline.engine.job.JobWork;
import dev.tideline.engine.job.JobWorker;
import dev.tideline.engine.replay.PostgresReplayStore.Asked;
import dev.tideline.engine.replay.travel.Company;
import dev.tideline.engine.replay.travel.Journey;
import dev.tideline.engine.replay.walk.ReplayedPlaybook;
import dev.tideline.engine.replay.walk.VirtualDays;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.catalogue.PostgresPlaybookStore;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import reactor.core.publisher.Flux;

/**
 * Replays that people ask for, look at and stop, and the threads of this node that run them. A replay changes no row of
 * live state; it begins again when its server stops. Methods block on the database but {@link #results}; thread-safe.
 */
public final class Replays implements AutoCloseable {

    private static final int MOST_OPEN = 20;

    private final Database database;
    private final UserStore users;
    private final JobRows jobs;
    private final PostgresReplayStore store;
    private final ReplayResults results;
    private final EvaluationPolicy policy;
    private final Clock clock;
    private final JobWorker worker;
    private final Supplier<LoadedRulebook> live;

    /**
     * Replays that wait until {@link #start}.
     *
     * @param threads how many work on a replay
     * @param live the rulebook in force: with whom a playbook is replayed that is not alone
     */
    public Replays(
            Database database,
            UserStore users,
            EvaluationPolicy policy,
            Clock clock,
            int threads,
            Supplier<LoadedRulebook> live) {
        this.database = database;
        this.users = users;
        this.live = live;
        this.jobs = new JobRows(database, "replay");
        this.store = new PostgresReplayStore(database, jobs);
        this.results = new ReplayResults(database);
        this.policy = policy;
        this.clock = clock;
        this.worker = new JobWorker(jobs, this::open, threads);
    }

    /** Begins to run what waits. */
    public void start() {
        worker.start();
    }

    /**
     * Asks for a replay; it waits until those before it have ended. Compiles the playbook, which takes seconds.
     *
     * @return its number, or everything that is wrong with the request and the files
     * @throws TooManyReplays if 20 of them wait or run
     */
    public Checked<Long> plan(ReplayRequest request) {
        List<Problem> problems = request.problems(
                LocalDate.ofInstant(clock.instant(), policy.model().days().zone()));
        if (!problems.isEmpty()) {
            return new Checked.Invalid<>(problems);
        }
        Checked<ReplayedPlaybook> read =
                ReplayedPlaybook.read(request.files(), policy.model().vocabulary());
        if (!read.isValid()) {
            return new Checked.Invalid<>(read.problems());
        }
        var playbook = read.orThrow().playbook();
        Checked<String> against = against(request, playbook);
        if (!against.isValid()) {
            return new Checked.Invalid<>(against.problems());
        }
        Set<String> others =
                request.arbitration() == ReplayRequest.Arbitration.FULL ? others(playbook.key()) : Set.of();
        long number = store.insert(request, playbook.key(), playbook.version(), against.orThrow(), others, MOST_OPEN)
                .orElseThrow(() -> new TooManyReplays(MOST_OPEN));
        worker.wake();
        return new Checked.Valid<>(number);
    }

    /** Hash of the version that it is compared with; empty if there is none. */
    private Checked<String> against(ReplayRequest request, Playbook playbook) {
        if (request.against().isEmpty()) {
            return new Checked.Valid<>("");
        }
        if (request.arbitration() == ReplayRequest.Arbitration.ALONE) {
            return new Checked.Invalid<>(List.of(ReplayRequest.problem(
                    "/arbitration", "alone", Wording.of("full: two versions are compared among live playbooks"))));
        }
        Checked<ReplayedPlaybook> read =
                ReplayedPlaybook.read(request.against(), policy.model().vocabulary());
        if (!read.isValid()) {
            return new Checked.Invalid<>(read.problems());
        }
        Playbook other = read.orThrow().playbook();
        boolean another = other.key().equals(playbook.key()) && !other.version().equals(playbook.version());
        return another
                ? new Checked.Valid<>(other.version())
                : new Checked.Invalid<>(List.of(ReplayRequest.problem(
                        "/against",
                        other.key().equals(playbook.key()) ? other.version() : other.key(),
                        Wording.of("another version of playbook {0}", playbook.key()))));
    }

    /** Versions of the other playbooks that act now. */
    private Set<String> others(String key) {
        LoadedRulebook loaded = live.get();
        return loaded.playbooks().values().stream()
                .filter(playbook ->
                        loaded.acts(playbook.key()) && !playbook.key().equals(key))
                .map(Playbook::version)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Compiles the rules: seconds of CPU. */
    private JobWork open(Begun begun) {
        Asked asked = store.takeUp(begun);
        VirtualDays days = new VirtualDays(policy.model().days(), asked.every().dates(asked.from(), asked.to()));
        return asked.arbitration() == ReplayRequest.Arbitration.FULL
                ? new TravelWork(store, begun, ways(asked, days))
                : new WalkWork(database, store, users, policy, begun, alone(asked), days);
    }

    private ReplayedPlaybook alone(Asked asked) {
        return ReplayedPlaybook.read(asked.files(), policy.model().vocabulary()).orThrow();
    }

    private List<TravelWork.Way> ways(Asked asked, VirtualDays days) {
        List<Map<String, String>> others = new PostgresPlaybookStore(database).files(asked.others());
        return Stream.of(asked.files(), asked.against())
                .filter(files -> !files.isEmpty())
                .map(files -> Company.of(files, others, policy.model().vocabulary()))
                .map(company -> new TravelWork.Way(
                        company.tested().version(), new Journey(database, users, policy, company, days)))
                .toList();
    }

    /** The replay with its progress. */
    public Optional<Replay> find(long number) {
        return store.find(number);
    }

    /** What a replay that is done came to: a row for every evaluated date and rule, in that order, zeros included. */
    public Flux<Replay.Result> results(long number) {
        return results.of(number);
    }

    /** Stops a replay. False if it had ended or does not exist. */
    public boolean cancel(long number, String who) {
        return jobs.cancel(number, who);
    }

    /** Stops the threads; a replay under way is given back and begins again later. */
    @Override
    public void close() {
        worker.close();
    }
}
