package dev.tideline.engine.ledger.model;

import dev.tideline.engine.ledger.book.InMemoryLedger;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** 1,000 sequences of 50 actions; {@code -Dledger.factor=100} makes it 100,000. */
class InMemoryModelTest {

    @Property(tries = 1_000)
    void doesWhatTheModelDoes(@ForAll("sequences") List<List<Action>> sequences) {
        sequences.forEach(actions -> new ModelRun(new InMemoryLedger(), "run").all(actions));
    }

    @Provide
    Arbitrary<List<List<Action>>> sequences() {
        return Actions.sequences().list().ofSize(Integer.getInteger("ledger.factor", 1));
    }
}
