package dev.tideline.rules.ruleset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.ruleset.evaluation.Evaluator;
import java.lang.management.ClassLoadingMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Run it with {@code -Dtideline.loads=300} for the long version. */
class RulebookMemoryTest {

    private static final int LOADS = Integer.getInteger("tideline.loads", 30);
    private static final int WARM = 10;

    private final ClassLoadingMXBean classes = ManagementFactory.getClassLoadingMXBean();
    private final List<WeakReference<Rulebook>> dropped = new ArrayList<>();

    @Test
    void leavesNothingBehindWhenRulebooksAreReplaced() {
        load(0, WARM);
        Measure before = measure();
        load(WARM, LOADS);
        Measure after = measure();

        System.out.printf("after %d rulebooks %s, after %d %s%n", WARM, before, LOADS, after);
        assertThat(dropped).allMatch(reference -> reference.get() == null);
        assertThat(after.classes()).isLessThan(before.classes() + 300);
        assertThat(after.heapMegabytes()).isLessThan(before.heapMegabytes() + 8);
    }

    private void load(int from, int to) {
        for (int seed = from; seed < to; seed++) {
            RandomRules random = new RandomRules(seed);
            Rulebook rulebook = RulebookTest.rulebook(random.rules(40), random.guardrails(4));
            try (Evaluator evaluator = rulebook.evaluator()) {
                random.users(50).forEach(user -> evaluator.evaluate(user, random.market(), random.asOf()));
            }
            dropped.add(new WeakReference<>(rulebook));
        }
    }

    private Measure measure() {
        for (int round = 0; round < 4; round++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return new Measure((runtime.totalMemory() - runtime.freeMemory()) / 1e6, classes.getLoadedClassCount());
    }

    private record Measure(double heapMegabytes, int classes) {}
}
