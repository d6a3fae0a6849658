package dev.tideline.engine.simulation.world;

import dev.tideline.engine.arbitration.Arbiter.Contest;
import dev.tideline.engine.arbitration.outcome.Arbitration;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.job.JobWork.Stage;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.store.BudgetRooms;
import dev.tideline.engine.simulation.tally.Endings;
import dev.tideline.engine.simulation.tally.Prospect;
import dev.tideline.engine.simulation.tally.Side;
import dev.tideline.engine.simulation.tally.Story;
import dev.tideline.engine.simulation.tally.Tally;
import dev.tideline.engine.simulation.world.Crowd.Person;
import dev.tideline.engine.simulation.world.Queue.Group;
import dev.tideline.engine.users.UserStore;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * A population on both sides. In the first stage everybody is taken through the rules; whoever asks for what may not do for
 * all waits, as in a sweep, and takes his turn in the second stage on the live side and in the third with the draft. All
 * threads share one; memory holds a range a thread, and some hundred bytes a person who waits.
 */
public final class Comparison {

    private static final int RANGE = 500;

    /** Of a person whom no rule fits any more when his turn comes. */
    private static final Arbitration NOTHING = new Arbitration(List.of(), List.of());

    private final Database database;
    private final UserStore users;
    private final DecisionStore decisions;
    private final EvaluationPolicy policy;
    private final Given given;
    private final Endings endings = new Endings();
    private final Population population;
    private final Map<BudgetId, Budget> shared;
    private final Prospects prospects;
    private final Map<Side, World> worlds = new EnumMap<>(Side.class);
    private final Map<Long, Story> untold = new ConcurrentHashMap<>();
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final Tally tally;

    /** How many persons there are, and the numbers of the first and the last. */
    private record Population(long persons, long first, long last) {}

    /** A comparison that has yet to begin; budgets are read now. */
    public Comparison(
            Database database, UserStore users, DecisionStore decisions, EvaluationPolicy policy, Given given) {
        this.database = database;
        this.users = users;
        this.decisions = decisions;
        this.policy = policy;
        this.given = given;
        this.tally = newTally();
        this.population = database.inTransaction(transaction -> transaction
                .sql("""
                        SELECT count(*) AS persons, coalesce(min(person_no), 1) AS first, coalesce(max(person_no), 0) AS last
                          FROM person
                        """)
                .one(row -> new Population(row.number("persons"), row.number("first"), row.number("last"))));
        this.next = new AtomicLong(population.first());
        this.shared = database.inTransaction(Comparison::shared);
        this.prospects = database.inTransaction(transaction -> Prospects.of(transaction, given, shared, policy));
        for (Side side : Side.values()) {
            worlds.put(
                    side,
                    database.inTransaction(
                            transaction -> World.of(transaction, given, side, shared, population.persons(), policy)));
        }
    }

    /** The budgets of campaigns, groups and periods that are open. */
    static Map<BudgetId, Budget> shared(Transaction transaction) {
        BudgetRooms rooms = new BudgetRooms(transaction);
        return rooms.of(rooms.shared().keySet());
    }

    private Tally newTally() {
        return new Tally(given.playbook(), endings);
    }

    /** What is to be done, one after another. */
    public List<Stage> stages() {
        return List.of(this::everybody, stopped -> turns(Side.LIVE, stopped), stopped -> turns(Side.DRAFT, stopped));
    }

    private World world(Side side) {
        return Objects.requireNonNull(worlds.get(side));
    }

    private void everybody(BooleanSupplier stopped) {
        Tally mine = newTally();
        try (Crowd crowd = new Crowd(given, policy, users, decisions, mine)) {
            for (long first = range(); first <= population.last() && !stopped.getAsBoolean(); first = range()) {
                long from = first;
                long last = Math.min(first + RANGE - 1, population.last());
                database.doInTransaction(transaction -> first(transaction, crowd, from, last, mine));
                done.addAndGet(last - from + 1);
            }
        }
        add(mine);
    }

    private long range() {
        return next.getAndAdd(RANGE);
    }

    private synchronized void add(Tally more) {
        tally.add(more);
    }

    private void first(Transaction transaction, Crowd crowd, long from, long last, Tally mine) {
        transaction.execute("SET TRANSACTION READ ONLY");
        List<Contest> live = new ArrayList<>();
        List<Contest> draft = new ArrayList<>();
        List<Story> same = new ArrayList<>();
        List<Person> persons = crowd.read(transaction, from, last);
        Map<Long, Prospect> reach = prospects.of(transaction, crowd, persons);
        for (Person person : persons) {
            Prospect prospect = reach.getOrDefault(person.number(), Prospect.NONE);
            Story story = new Story(person.number(), person.traits(), prospect);
            untold.put(person.number(), story);
            Contest contest = crowd.contest(Side.LIVE, person);
            live.add(contest);
            if (person.isBeside(given.playbook()) && contest.wishes().isEmpty()) {
                same.add(story);
            } else {
                draft.add(crowd.contest(Side.DRAFT, person));
            }
        }
        tell(Side.LIVE, world(Side.LIVE).first(transaction, live), mine);
        same.forEach(Story::tellSame);
        tell(Side.DRAFT, world(Side.DRAFT).first(transaction, draft), mine);
        same.forEach(story -> settle(story, mine));
    }

    static boolean serves(Arbitration arbitration, String playbook) {
        return arbitration.candidates().stream()
                .anyMatch(result ->
                        result.outcome() == Outcome.GRANTED && result.playbook().equals(playbook));
    }

    private void tell(Side side, Map<Long, Arbitration> settled, Tally mine) {
        settled.forEach((person, arbitration) -> {
            Story story = untold.get(person);
            if (story != null) { // else he was lost on the other side
                story.tell(side, arbitration, endings, given.asOf());
                settle(story, mine);
            }
        });
    }

    /** What became of him on the other side tells nothing by itself. */
    private void lose(long person, Tally counted) {
        if (untold.remove(person) != null) {
            counted.lose();
        }
    }

    private void settle(Story story, Tally mine) {
        if (story.isWhole() && untold.remove(story.person(), story)) {
            mine.add(story);
        }
    }

    private void turns(Side side, BooleanSupplier stopped) {
        Tally counted = newTally();
        Tally unseen = newTally(); // who comes again has been seen already
        World world = world(side);
        try (Crowd crowd = new Crowd(given, policy, users, decisions, unseen)) {
            Optional<Group> group = database.inTransaction(world::next);
            while (group.isPresent()) {
                turn(crowd, side, group.get(), counted);
                done.addAndGet(group.get().persons().size());
                group = stopped.getAsBoolean() ? Optional.empty() : database.inTransaction(world::next);
            }
        } catch (RuntimeException e) {
            world.queue().breakUp();
            throw e;
        }
        add(counted);
    }

    private void turn(Crowd crowd, Side side, Group group, Tally counted) {
        database.doInTransaction(transaction -> {
            transaction.execute("SET TRANSACTION READ ONLY");
            List<Contest> contests = crowd.read(transaction, group.persons()).stream()
                    .map(person -> crowd.contest(side, person))
                    .toList();
            Map<Long, Arbitration> settled = world(side).inTurn(transaction, group, contests);
            crowd.takeFailed().forEach(person -> lose(person, counted));
            group.persons().forEach(person -> settled.putIfAbsent(person, NOTHING));
            tell(side, settled, counted);
        });
    }

    /** What it came to, when all stages have ended. */
    public Tally tally() {
        return tally;
    }

    /** Budgets of campaigns, groups and periods that were open when it began. */
    public Map<BudgetId, Budget> shared() {
        return shared;
    }

    /** Steps behind it: a person is one, and one more for each side that he waits on. */
    public long done() {
        return done.get();
    }

    /** Steps there are, as far as it is known. */
    public long total() {
        long waiting = worlds.values().stream()
                .mapToLong(world -> world.queue().size())
                .sum();
        return Math.max(done(), population.last() - population.first() + 1 + waiting);
    }
}
