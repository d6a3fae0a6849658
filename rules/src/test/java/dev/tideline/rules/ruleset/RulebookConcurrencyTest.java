package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.Candidate;
import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RulebookConcurrencyTest {

    private final RandomRules random = new RandomRules(11);
    private final Rulebook rulebook = RulebookTest.rulebook(random.rules(60), List.of());
    private final List<User> users = random.users(400);
    private final Market market = random.market();
    private final AsOf asOf = random.asOf();

    @Test
    void answersTheSameOnEveryThreadInAnyOrderOfUsers() throws Exception {
        Map<String, List<Candidate>> expected = evaluated(rulebook, users);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Map<String, List<Candidate>>>> tasks = new ArrayList<>();
            for (int task = 0; task < 8; task++) {
                List<User> shuffled = new ArrayList<>(users);
                Collections.shuffle(shuffled, new Random(task));
                tasks.add(() -> evaluated(rulebook, shuffled));
            }
            for (Future<Map<String, List<Candidate>>> answer : threads.invokeAll(tasks)) {
                assertThat(answer.get()).isEqualTo(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void canBeReplacedWhileOthersEvaluate() throws Exception {
        Map<String, List<Candidate>> expected = evaluated(rulebook, users);
        AtomicReference<Rulebook> current = new AtomicReference<>(rulebook);
        AtomicBoolean replaced = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Integer> evaluations = threads.submit(() -> {
                int rounds = 0;
                do {
                    assertThat(evaluated(current.get(), users)).isEqualTo(expected);
                    rounds++;
                } while (!replaced.get());
                return rounds;
            });
            for (int load = 0; load < 3; load++) {
                current.set(RulebookTest.rulebook(rulebook.rules(), new RandomRules(load).guardrails(2)));
            }
            replaced.set(true);
            assertThat(evaluations.get()).isPositive();
        } finally {
            threads.shutdownNow();
        }
    }

    private Map<String, List<Candidate>> evaluated(Rulebook book, List<User> order) {
        try (Evaluator evaluator = book.evaluator()) {
            return order.stream().collect(Collectors.toMap(User::id, user -> evaluator.evaluate(user, market, asOf)));
        }
    }
}
