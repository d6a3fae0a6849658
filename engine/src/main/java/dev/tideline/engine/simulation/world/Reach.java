package dev.tideline.engine.simulation.world;

import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.decision.DecisionStore;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.simulation.tally.Buckets;
import dev.tideline.engine.simulation.tally.Endings;
import dev.tideline.engine.simulation.tally.Reached;
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
    private static final BigInteger ENOUGH_REACHED = BigInteger.valueOf(2_000);

    /** So many persons take some seconds. */
    private static final long ENOUGH_PERSONS = 200_000;

    private final Database database;
    private final UserStore users;
    private final DecisionStore decisions;
    private final EvaluationPolicy policy;
    private final Given given;
    private final Prospects prospects;

    /** The reach of a draft now. */
    public Reach(Database database, UserStore users, DecisionStore decisions, EvaluationPolicy policy, Given given) {
        this.database = database;
        this.users = users;
        this.decisions = decisions;
        this.policy = policy;
        this.given = given;
        this.prospects = database.inTransaction(
                transaction -> Prospects.of(transaction, given, Comparison.shared(transaction), policy));
    }

    /**
     * How many of the contested were served: who is sure counts {@code of}, who is contested {@code served}.
     *
     * @param served contested persons who were served
     * @param of contested persons, at least 1
     */
    private record Weights(long served, long of) {

        static Weights of(long audience, Reached then) {
            long contested = then.contested(Buckets.COUNT);
            long served = Math.max(0, audience - then.sure(Buckets.COUNT));
            return new Weights(Math.min(served, contested), Math.max(1, contested));
        }

        BigInteger of(Reached reached, int buckets) {
            return times(reached.sure(buckets), of).add(times(reached.contested(buckets), served));
        }

        private static BigInteger times(long persons, long weight) {
            return BigInteger.valueOf(persons).multiply(BigInteger.valueOf(weight));
        }

        boolean isEnough(BigInteger weight) {
            return weight.compareTo(ENOUGH_REACHED.multiply(BigInteger.valueOf(of))) >= 0;
        }
    }

    /**
     * The audience by now.
     *
     * @param audience persons whom the draft served then
     * @param then persons in its reach then
     */
    public long audience(long audience, Reached then) {
        Weights weights = Weights.of(audience, then);
        Reached now = new Reached();
        long persons = 0;
        int bucket = 0;
        Tally tally = new Tally(given.playbook(), new Endings());
        try (Crowd crowd = new Crowd(given, policy, users, decisions, tally)) {
            while (bucket < Buckets.COUNT
                    && (!weights.isEnough(weights.of(then, bucket)) || persons == 0)
                    && persons < ENOUGH_PERSONS) {
                List<Long> numbers = numbers(bucket);
                count(crowd, numbers, now);
                persons += numbers.size();
                bucket += TOGETHER;
            }
        }
        BigInteger before = weights.of(then, bucket);
        return before.signum() == 0
                ? scaled(now.sure(bucket), BigInteger.valueOf(Buckets.COUNT), BigInteger.valueOf(bucket))
                : scaled(audience, weights.of(now, bucket), before);
    }

    private static long scaled(long value, BigInteger numerator, BigInteger denominator) {
        return BigInteger.valueOf(value)
                .multiply(numerator)
                .add(denominator.shiftRight(1))
                .divide(denominator)
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

    private void count(Crowd crowd, List<Long> persons, Reached now) {
        for (int from = 0; from < persons.size(); from += BATCH) {
            List<Long> batch = persons.subList(from, Math.min(persons.size(), from + BATCH));
            database.doInTransaction(transaction -> count(transaction, crowd, batch, now));
        }
    }

    private void count(Transaction transaction, Crowd crowd, List<Long> persons, Reached now) {
        transaction.execute("SET TRANSACTION READ ONLY");
        prospects.of(transaction, crowd, crowd.drafted(transaction, persons)).forEach(now::add);
    }
}
