package dev.tideline.engine.replay;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.replay.walk.ReplayedPlaybook;
import dev.tideline.engine.rulebook.LoadedRulebook;
import dev.tideline.engine.rulebook.catalogue.FileLimits;
import dev.tideline.engine.users.UserStore;
import dev.tideline.rules.language.Checked;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import reactor.core.publisher.Flux;

/**
 * Replays that people ask for, look at and stop, and the threads of this node that run them. A replay changes no row of
 * live state; it begins again when its server stops. Methods block on the database but {@link #results}; thread-safe.
 */
public final class Replays implements AutoCloseable {

    /** Ten years of days. */
    private static final int MOST_DATES = 3_660;

    private static final int MOST_OPEN = 20;

    private final PostgresReplayStore store;
    private final ReplayResults results;
    private final EvaluationPolicy policy;
    private final Clock clock;
    private final ReplayWorker worker;
    private final Supplier<LoadedRulebook> live;

    /** Replays of playbooks alone that wait until {@link #start}, on so many threads. */
    public Replays(Database database, UserStore users, EvaluationPolicy policy, Clock clock, int threads) {
        this(database, users, policy, clock, threads, () -> {
            throw new IllegalStateException("Nobody says which playbooks are live");
        });
    }

    /**
     * Replays of playbooks alone, or among those that act.
     *
     * @param live the rulebook in force
     */
    public Replays(
            Database database,
            UserStore users,
            EvaluationPolicy policy,
            Clock clock,
            int threads,
            Supplier<LoadedRulebook> live) {
        this.live = live;
        this.store = new PostgresReplayStore(database);
        this.results = new ReplayResults(database);
        this.policy = policy;
        this.clock = clock;
        this.worker = new ReplayWorker(database, store, new AccountReader(database, users), users, policy, threads);
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
        List<Problem> problems = new ArrayList<>(spanProblems(request));
        problems.addAll(FileLimits.problems(request.files(), Place.pointer("body", "/playbook/files")));
        if (!problems.isEmpty()) {
            return new Checked.Invalid<>(problems);
        }
        Checked<ReplayedPlaybook> read =
                ReplayedPlaybook.read(request.files(), policy.model().vocabulary());
        if (!read.isValid()) {
            return new Checked.Invalid<>(read.problems());
        }
        var playbook = read.orThrow().playbook();
        Checked<String> against = against(request, playbook.key());
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
    private Checked<String> against(ReplayRequest request, String key) {
        if (request.against().isEmpty()) {
            return new Checked.Valid<>("");
        }
        if (request.arbitration() == ReplayRequest.Arbitration.ALONE) {
            return new Checked.Invalid<>(List.of(problem(
                    "/arbitration", "alone", Wording.of("full: two versions are compared among live playbooks"))));
        }
        Checked<ReplayedPlaybook> read =
                ReplayedPlaybook.read(request.against(), policy.model().vocabulary());
        if (!read.isValid()) {
            return new Checked.Invalid<>(read.problems());
        }
        String other = read.orThrow().playbook().key();
        return other.equals(key)
                ? new Checked.Valid<>(read.orThrow().playbook().version())
                : new Checked.Invalid<>(
                        List.of(problem("/against", other, Wording.of("another version of playbook {0}", key))));
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

    private List<Problem> spanProblems(ReplayRequest request) {
        LocalDate today =
                LocalDate.ofInstant(clock.instant(), policy.model().days().zone());
        if (request.to().isBefore(request.from())) {
            return List.of(problem("/to", request.to(), Wording.of("a date that is not before 'from'")));
        }
        if (request.to().isAfter(today)) {
            return List.of(problem("/to", request.to(), Wording.of("a day that has begun: at the latest {0}", today)));
        }
        int dates = request.from().plusYears(400).isBefore(request.to())
                ? Integer.MAX_VALUE
                : request.every().dates(request.from(), request.to()).size();
        if (dates == 0) {
            return List.of(problem("/every", request.every(), Wording.of("a span in which a week or a month ends")));
        }
        return dates <= MOST_DATES
                ? List.of()
                : List.of(problem(
                        "/from", request.from(), Wording.of("a span of at most {0} days to evaluate", MOST_DATES)));
    }

    private static Problem problem(String pointer, Object value, Wording expected) {
        return new Problem(Place.pointer("body", pointer), String.valueOf(value), expected);
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
        return store.cancel(number, who);
    }

    /** Stops the threads; a replay under way is given back and begins again later. */
    @Override
    public void close() {
        worker.close();
    }
}
