package dev.tideline.engine.simulation.world;

import dev.tideline.engine.arbitration.budget.Purse;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.evaluation.EvaluationSetting;
import dev.tideline.engine.simulation.tally.Buckets;
import dev.tideline.engine.simulation.tally.Endings;
import dev.tideline.engine.simulation.tally.Side;
import dev.tideline.engine.simulation.tally.Tally;
import dev.tideline.engine.users.UserStore;
import java.math.BigInteger;
import java.util.List;

/**
 * Counts again whom a draft would serve if no budget bound it, bucket by bucket, until enough is known. The same buckets are
 * compared then and now, so that whoever has not changed adds no error.
 */
public final class Reach {

    private static final int TOGETHER = 8;
    private static final int BATCH = 500;

    /** So many of those who were in reach tell how the rest has fared. */
    private static final long ENOUGH_REACHED = 2_000;

    /** So many persons take some seconds. */
    private static final long ENOUGH_PERSONS = 200_000;

    private final Database database;
    private final UserStore users;
    private final DecisionStore decisions;
    private final EvaluationPolicy policy;
    private final Given given;

    /** The reach of a draft now. */
    public Reach(Database database, UserStore users, DecisionStore decisions, EvaluationPolicy policy, Given given) {
        this.database = database;
        this.users = users;
        this.decisions = decisions;
        this.policy = policy;
        this.given = given;
    }

    /**
     * The audience by now.
     *
     * @param audience persons whom the draft served then
     * @param then persons in its reach then, by bucket
     */
    public long audience(long audience, List<Long> then) {
        long reachedThen = 0;
        long reachedNow = 0;
        long persons = 0;
        int bucket = 0;
        Tally tally = new Tally(given.playbook(), new Endings());
        try (Crowd crowd = new Crowd(given, policy, users, decisions, tally)) {
            while (bucket < Buckets.COUNT
                    && (reachedThen < ENOUGH_REACHED || persons == 0)
                    && persons < ENOUGH_PERSONS) {
                List<Long> numbers = numbers(bucket);
                for (int i = bucket; i < bucket + TOGETHER; i++) {
                    reachedThen += then.get(i);
                }
                reachedNow += count(crowd, numbers);
                persons += numbers.size();
                bucket += TOGETHER;
            }
        }
        return reachedThen == 0
                ? scaled(reachedNow, Buckets.COUNT, Math.max(1, bucket))
                : scaled(audience, reachedNow, reachedThen);
    }

    private static long scaled(long value, long numerator, long denominator) {
        return BigInteger.valueOf(value)
                .multiply(BigInteger.valueOf(numerator))
                .add(BigInteger.valueOf(denominator / 2))
                .divide(BigInteger.valueOf(denominator))
                .longValueExact();
    }

    private List<Long> numbers(int first) {
        return database.inTransaction(transaction -> transaction
                .sql("SELECT person_no FROM person WHERE " + Buckets.sql()
                        + " BETWEEN :first AND :last ORDER BY person_no")
                .bind("first", first)
                .bind("last", first + TOGETHER - 1)
                .list(row -> row.number("person_no")));
    }

    private long count(Crowd crowd, List<Long> persons) {
        long reached = 0;
        for (int from = 0; from < persons.size(); from += BATCH) {
            List<Long> batch = persons.subList(from, Math.min(persons.size(), from + BATCH));
            reached += database.inTransaction(transaction -> reached(transaction, crowd, batch));
        }
        return reached;
    }

    private long reached(Transaction transaction, Crowd crowd, List<Long> persons) {
        transaction.execute("SET TRANSACTION READ ONLY");
        EvaluationSetting draft = crowd.setting().draft();
        return crowd.drafted(transaction, persons).stream()
                .map(person -> draft.forPerson(person.id())
                        .arbiter()
                        .contest(person.on(Side.DRAFT), given.asOf())
                        .settle(Purse.BOUNDLESS))
                .filter(arbitration -> Comparison.serves(arbitration, given.playbook()))
                .count();
    }
}
