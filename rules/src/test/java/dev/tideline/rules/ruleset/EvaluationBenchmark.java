package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import dev.tideline.rules.ruleset.guard.Matches;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/**
 * Times the shipped playbooks against the same conditions written by hand, over the same users, checksums equal. No part
 * of the tests; {@code docs/benchmarks.md} has the command.
 */
class EvaluationBenchmark {

    private static final int ROUNDS = Integer.getInteger("tideline.rounds", 7);
    private static final int USERS = 100_000;
    private static final int REPETITIONS_BY_HAND = 10;
    private static final double AT_MOST = 15;

    private final Rulebook rulebook = ShippedRulebook.compilation().rulebook();
    private final List<User> users = new RandomUsers(1).users(USERS);
    private final Market market = RandomUsers.market(true);
    private final AsOf asOf = Vocabulary.shipped().asOf().builder().asOf();
    private final int[] ruleHashes =
            rulebook.rules().stream().mapToInt(rule -> rule.name().hashCode()).toArray();

    @Test
    void printsTheRatioToTheSameConditionsWrittenByHand() {
        double byHand = Double.MAX_VALUE;
        double byDrools = Double.MAX_VALUE;
        for (int round = 1; round <= ROUNDS; round++) {
            double hand = microsecondsPerUser(REPETITIONS_BY_HAND, this::byHand);
            double drools = microsecondsPerUser(1, this::byDrools);
            byHand = Math.min(byHand, hand);
            byDrools = Math.min(byDrools, drools);
            System.out.printf(
                    "round %d: by hand %.3f us, Drools %.3f us a user, ratio %.1f%n",
                    round, hand, drools, drools / hand);
        }
        System.out.printf(
                "best of %d rounds, %d rules, %d users: by hand %.3f us, Drools %.3f us a user, ratio %.1f (at most %.0f)%n",
                ROUNDS, rulebook.rules().size(), USERS, byHand, byDrools, byDrools / byHand, AT_MOST);
        assertThat(byDrools() * REPETITIONS_BY_HAND).isEqualTo(repeated(REPETITIONS_BY_HAND, this::byHand));
        assertThat(byDrools / byHand).isLessThanOrEqualTo(AT_MOST);
    }

    private long byHand() {
        Checksum sum = new Checksum();
        Matches matches = (rule, user) -> sum.add(ruleHashes[rule], user);
        users.forEach(user -> HandwrittenPlaybooks.evaluate(user, market, matches));
        return sum.value;
    }

    private long byDrools() {
        Checksum sum = new Checksum();
        try (Evaluator evaluator = rulebook.evaluator()) {
            for (User user : users) {
                for (Candidate candidate : evaluator.evaluate(user, market, asOf)) {
                    sum.add(candidate.rule().hashCode(), user);
                }
            }
        }
        return sum.value;
    }

    private static double microsecondsPerUser(int repetitions, LongSupplier work) {
        long start = System.nanoTime();
        long sum = repeated(repetitions, work);
        long nanos = System.nanoTime() - start;
        assertThat(sum).isNotZero();
        return nanos / 1e3 / repetitions / USERS;
    }

    private static long repeated(int repetitions, LongSupplier work) {
        long sum = 0;
        for (int repetition = 0; repetition < repetitions; repetition++) {
            sum += work.getAsLong();
        }
        return sum;
    }

    private static final class Checksum {
        private long value;

        void add(int ruleHash, User user) {
            value += (ruleHash | 1L) * (user.id().hashCode() | 1);
        }
    }
}
