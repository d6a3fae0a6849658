package dev.tideline.engine.ledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.ledger.Claiming;
import dev.tideline.engine.ledger.Difference;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.store.CommittingLedger;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** 200 sequences of 50 actions; {@code -Dledger.factor=10} makes it 2,000. */
class PostgresModelIT {

    private static final TestDatabase DB = new TestDatabase();
    private static final AtomicInteger RUNS = new AtomicInteger();

    @BeforeContainer
    static void open() {
        DB.open();
    }

    @AfterContainer
    static void close() {
        assertThat(Difference.in(DB.database())).isEmpty();
        DB.close();
    }

    @Property(tries = 200, shrinking = ShrinkingMode.OFF)
    void doesWhatTheModelDoes(@ForAll("sequences") List<List<Action>> sequences) {
        sequences.forEach(PostgresModelIT::run);
    }

    private static void run(List<Action> actions) {
        Ledger ledger = new CommittingLedger(DB.database());
        ledger.expireDue(Claiming.NOON.plus(Duration.ofDays(1_000)), Integer.MAX_VALUE);
        new ModelRun(ledger, "run" + RUNS.incrementAndGet()).all(actions);
    }

    @Provide
    Arbitrary<List<List<Action>>> sequences() {
        return Actions.sequences().list().ofSize(Integer.getInteger("ledger.factor", 1));
    }
}
