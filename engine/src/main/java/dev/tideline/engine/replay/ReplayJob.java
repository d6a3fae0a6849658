package dev.tideline.engine.replay;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.replay.walk.Account;
import dev.tideline.engine.replay.walk.ReplayedPlaybook;
import dev.tideline.engine.replay.walk.Tally;
import dev.tideline.engine.replay.walk.VirtualDays;
import dev.tideline.engine.replay.walk.Walk;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/** One replay at work: threads take ranges of persons until there are none left. Memory holds a range a thread. */
final class ReplayJob {

    private static final int RANGE = 200;

    private final AccountReader accounts;
    private final ReplayedPlaybook replayed;
    private final EvaluationPolicy policy;
    private final VirtualDays days;
    private final Population population;
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong evaluations = new AtomicLong();

    /** How many users there are, and the numbers of the first and the last person. */
    record Population(long users, long first, long last) {}

    ReplayJob(
            Database database,
            AccountReader accounts,
            ReplayedPlaybook replayed,
            EvaluationPolicy policy,
            VirtualDays days) {
        this.accounts = accounts;
        this.replayed = replayed;
        this.policy = policy;
        this.days = days;
        this.population = database.inTransaction(transaction -> transaction
                .sql("""
                        SELECT count(*) AS users, coalesce(min(person_no), 1) AS first, coalesce(max(person_no), 0) AS last
                          FROM users
                        """)
                .one(row -> new Population(row.number("users"), row.number("first"), row.number("last"))));
        this.next = new AtomicLong(population.first());
    }

    /** Works until no range is left or it is told to stop; one call for each thread. */
    Tally work(BooleanSupplier stop) {
        Tally tally = newTally();
        try (Walk walk = new Walk(replayed, policy, days, tally)) {
            for (long first = range(); first <= population.last() && !stop.getAsBoolean(); first = range()) {
                List<Account> read = accounts.read(first, Math.min(first + RANGE - 1, population.last()));
                long before = tally.evaluations();
                walk.through(read, stop);
                done.addAndGet(read.size());
                evaluations.addAndGet(tally.evaluations() - before);
            }
        }
        return tally;
    }

    private long range() {
        return next.getAndAdd(RANGE);
    }

    /** A tally with nothing in it. */
    Tally newTally() {
        return new Tally(days.size(), replayed.rules());
    }

    List<String> rules() {
        return replayed.rules();
    }

    VirtualDays days() {
        return days;
    }

    long done() {
        return done.get();
    }

    long total() {
        return Math.max(population.users(), done());
    }

    long evaluations() {
        return evaluations.get();
    }
}
