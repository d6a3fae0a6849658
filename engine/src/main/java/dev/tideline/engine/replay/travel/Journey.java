package dev.tideline.engine.replay.travel;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.evaluation.EvaluationSettings;
import dev.tideline.engine.facts.Staleness;
import dev.tideline.engine.job.JobWork.Stage;
import dev.tideline.engine.replay.walk.Population;
import dev.tideline.engine.replay.walk.VirtualDays;
import dev.tideline.engine.users.UserStore;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes everybody through the days together. Each day everybody is evaluated, range by range on all threads; who asks for
 * no money is decided at once. Who does is decided after that, one by one, by score and then by lot, so that a budget that
 * has not enough for all goes to the same persons however the work was cut. Between days a person is a text in a file: in
 * memory are the ranges that are worked on, the budgets with what is out of them, and some bytes a person. Reads live
 * tables and writes none. Begins its file with the first day.
 */
public final class Journey implements AutoCloseable {

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
    private @Nullable Day today;

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
        this.population = Population.of(database);
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

    /** The days, one after another: each begins, everybody comes, those who ask take their turns, and it is kept. */
    public List<Stage> stages(Diary diary) {
        List<Stage> stages = new ArrayList<>();
        for (int day = 0; day < days.size(); day++) {
            int index = day;
            stages.add(Stage.once(stopped -> begin(index)));
            stages.add(this::everybody);
            stages.add(Stage.once(stopped -> turns(stopped, diary)));
        }
        stages.add(Stage.once(stopped -> close()));
        return stages;
    }

    /** One day and what is at hand on it. */
    record Day(
            int index,
            long number,
            Instant asOf,
            PersonStates states,
            SharedBudgets budgets,
            DayTally tally,
            AtomicLong next,
            Queue<Travellers.Asking> asking) {}

    private void begin(int index) {
        Day before = today;
        SharedBudgets budgets = before == null ? new SharedBudgets(policy) : before.budgets();
        budgets.begin(days.end(index));
        today = new Day(
                index,
                days.number(index),
                days.end(index),
                before == null ? new PersonStates(population.first(), population.last()) : before.states(),
                budgets,
                new DayTally(
                        company.rules(),
                        incentive -> policy.incentives()
                                .named(incentive)
                                .map(budgets::cost)
                                .orElse(BigDecimal.ZERO)),
                new AtomicLong(population.first()),
                new ConcurrentLinkedQueue<>());
    }

    /** The day that a stage before this one began. */
    private Day today() {
        return Objects.requireNonNull(today, "no day has begun");
    }

    private void everybody(BooleanSupplier stopped) {
        Day day = today();
        for (long first = day.next().getAndAdd(RANGE);
                first <= population.last() && !stopped.getAsBoolean();
                first = day.next().getAndAdd(RANGE)) {
            long from = first;
            long last = Math.min(first + RANGE - 1, population.last());
            done.addAndGet(
                    with(day, (transaction, setting) -> travellers.range(transaction, setting, day, from, last)));
        }
    }

    private void turns(BooleanSupplier stopped, Diary diary) {
        Day day = today();
        List<Travellers.Asking> inTurn =
                day.asking().stream().sorted(Travellers.Asking.IN_TURN).toList();
        for (int first = 0; first < inTurn.size() && !stopped.getAsBoolean(); first += RANGE) {
            List<Travellers.Asking> turn = inTurn.subList(first, Math.min(first + RANGE, inTurn.size()));
            with(day, (transaction, setting) -> travellers.inTurn(transaction, setting, day, turn));
        }
        if (!stopped.getAsBoolean()) {
            diary.keep(days.dates().get(day.index()), day.tally().rows());
            day.states().tidy();
        }
    }

    /** Lets the file go. */
    @Override
    public void close() {
        Day last = today;
        if (last != null) {
            last.states().close();
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
