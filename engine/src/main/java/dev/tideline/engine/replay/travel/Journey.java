package dev.tideline.engine.replay.travel;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.evaluation.EvaluationSettings;
import dev.tideline.engine.evaluation.Staleness;
import dev.tideline.engine.replay.walk.VirtualDays;
import dev.tideline.engine.users.UserStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Takes everybody through the days together. Each day everybody is evaluated, range by range on all threads; who asks for
 * no money is decided at once. Who does is decided after that, one by one, by score and then by lot, so that a budget that
 * has not enough for all goes to the same persons however the work was cut. Between days a person is a text in a file: in
 * memory are the ranges that are worked on, the budgets with what is out of them, and some bytes a person. Reads live
 * tables and writes none.
 */
public final class Journey {

    private static final int RANGE = 500;

    private final Database database;
    private final EvaluationPolicy policy;
    private final Company company;
    private final VirtualDays days;
    private final Population population;
    private final Set<String> playbooks;
    private final EvaluationSettings settings;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong evaluations = new AtomicLong();
    private final Travellers travellers;

    /** How many users there are, and the numbers of the first and the last person. */
    private record Population(long users, long first, long last) {}

    /**
     * What one rule came to on one day.
     *
     * @param rule its name
     * @param candidates users for whom it fired
     * @param decisions users for whom what it proposed was granted
     * @param spend what was granted, in the reference asset
     * @param refused candidates that were not granted, by reason
     */
    public record Row(
            String rule, long candidates, long decisions, BigDecimal spend, SortedMap<String, Long> refused) {}

    /** Takes the rows of a day that is over. */
    @FunctionalInterface
    public interface Diary {
        /** Keeps them. */
        void keep(LocalDate date, List<Row> rows);
    }

    /** A journey of everybody who is in the database now. */
    public Journey(Database database, UserStore users, EvaluationPolicy policy, Company company, VirtualDays days) {
        this.database = database;
        this.policy = policy;
        this.company = company;
        this.days = days;
        this.playbooks = company.loaded().playbooks().keySet();
        this.settings = new EvaluationSettings(policy);
        this.population = database.inTransaction(transaction -> transaction
                .sql("""
                        SELECT count(*) AS users, coalesce(min(person_no), 1) AS first, coalesce(max(person_no), 0) AS last
                          FROM users
                        """)
                .one(row -> new Population(row.number("users"), row.number("first"), row.number("last"))));
        this.travellers = new Travellers(users, policy, evaluations);
    }

    /** Users of days that are over and of the day under way. */
    public long done() {
        return done.get();
    }

    /** Users there are, each day counted. */
    public long total() {
        return Math.max(population.users() * days.size(), done());
    }

    /** Users evaluated, each day counted. */
    public long evaluations() {
        return evaluations.get();
    }

    /** Persons set aside because evaluating them failed, or a playbook was cut for them. */
    public long poisoned() {
        return travellers.poisoned();
    }

    /** Lives all days on so many threads, or until it is told to stop. */
    public void live(int threads, BooleanSupplier stop, Diary diary) throws InterruptedException, ExecutionException {
        ExecutorService pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "replay-journey");
            thread.setDaemon(true);
            return thread;
        });
        try (PersonStates states = new PersonStates(population.first(), population.last())) {
            SharedBudgets budgets = new SharedBudgets(policy);
            for (int day = 0; day < days.size() && !stop.getAsBoolean(); day++) {
                DayTally tally = new DayTally(
                        company.rules(),
                        incentive -> policy.incentives()
                                .named(incentive)
                                .map(budgets::cost)
                                .orElse(BigDecimal.ZERO));
                live(new Day(day, days.number(day), days.end(day), states, budgets, tally), pool, threads, stop);
                if (!stop.getAsBoolean()) {
                    diary.keep(days.dates().get(day), tally.rows());
                }
                states.tidy();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** One day and what is at hand on it. */
    record Day(int index, long number, Instant asOf, PersonStates states, SharedBudgets budgets, DayTally tally) {}

    private void live(Day day, ExecutorService pool, int threads, BooleanSupplier stop)
            throws InterruptedException, ExecutionException {
        day.budgets().begin(day.asOf());
        Queue<Travellers.Asking> asking = new ConcurrentLinkedQueue<>();
        AtomicLong next = new AtomicLong(population.first());
        Callable<Void> ranges = () -> {
            for (long first = next.getAndAdd(RANGE);
                    first <= population.last() && !stop.getAsBoolean();
                    first = next.getAndAdd(RANGE)) {
                long from = first;
                long last = Math.min(first + RANGE - 1, population.last());
                done.addAndGet(with(
                        day,
                        (transaction, setting) -> travellers.range(transaction, setting, day, from, last, asking)));
            }
            return null;
        };
        List<Future<Void>> parts = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            parts.add(pool.submit(ranges));
        }
        for (Future<Void> part : parts) {
            part.get();
        }
        List<Travellers.Asking> inTurn = asking.stream()
                .sorted(Comparator.comparing(Travellers.Asking::score)
                        .reversed()
                        .thenComparing(Travellers.Asking::draw)
                        .thenComparing(Travellers.Asking::person))
                .toList();
        for (int first = 0; first < inTurn.size() && !stop.getAsBoolean(); first += RANGE) {
            List<Travellers.Asking> turn = inTurn.subList(first, Math.min(first + RANGE, inTurn.size()));
            with(day, (transaction, setting) -> travellers.inTurn(transaction, setting, day, turn));
        }
    }

    private interface Work {
        long in(Transaction transaction, EvaluationSetting setting);
    }

    private long with(Day day, Work work) {
        Set<String> first = day.index() == 0 ? playbooks : Set.of();
        EvaluationSettings.Basis basis = new EvaluationSettings.Basis(
                company.loaded(), playbooks, first, Staleness.of(policy.model(), List.of()));
        return database.inTransaction(transaction -> {
            transaction.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
            return settings.with(basis, day.asOf(), setting -> work.in(transaction, setting));
        });
    }
}
