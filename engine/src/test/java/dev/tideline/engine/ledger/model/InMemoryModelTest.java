package dev.tideline.engine.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.ledger.book.InMemoryLedger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/** 1,000 sequences of 50 actions; {@code -Dledger.factor=20} makes it 20,000. */
class InMemoryModelTest {

    private static final int TRIES = 1_000;
    private static final int FACTOR = Integer.getInteger("ledger.factor", 1);
    private static final AtomicInteger SEQUENCES = new AtomicInteger();
    private static final Map<String, Integer> ANSWERS = new TreeMap<>();

    @AfterContainer
    static void all() {
        System.out.println(SEQUENCES + " sequences against the model: " + ANSWERS);
        assertThat(SEQUENCES).hasValueGreaterThanOrEqualTo(TRIES * FACTOR);
        assertThat(ANSWERS)
                .containsKeys("claimed", "duplicate", "refused by campaign", "refused by person", "moved", "not moved");
    }

    @Property(tries = TRIES)
    void doesWhatTheModelDoes(@ForAll("sequences") List<List<Action>> sequences) {
        for (List<Action> actions : sequences) {
            ModelRun run = new ModelRun(new InMemoryLedger(), "run");
            run.all(actions);
            run.answers().forEach((answer, times) -> ANSWERS.merge(answer, times, Integer::sum));
            SEQUENCES.incrementAndGet();
        }
    }

    @Provide
    Arbitrary<List<List<Action>>> sequences() {
        return Actions.sequences().list().ofSize(FACTOR);
    }
}
