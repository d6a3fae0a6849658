package dev.tideline.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The benchmarks in small: they count what they say they count. */
final class BenchmarkIT {

    @Test
    void sweepsOfEveryKindReachWhoTheyShould() {
        try (SweepRounds rounds = new SweepRounds(2_000)) {
            SweepRounds.Round round = rounds.round();
            assertThat(round.first().run().progress().evaluated()).isEqualTo(2_000);
            assertThat(round.first().decisions())
                    .isPositive()
                    .isEqualTo(round.first().run().progress().matched());
            assertThat(round.settling().decisions()).isPositive();
            assertThat(round.unchanged().run().progress().evaluated()).isEqualTo(2_000);
            assertThat(round.unchanged().decisions()).isZero();
            assertThat(round.dirty().run().progress().evaluated())
                    .isEqualTo(round.touched())
                    .isEqualTo(4);
            assertThat(round.dirty().decisions()).isZero();
            assertThat(round.first().run().progress().poisoned()).isZero();
        }
    }

    @Test
    void simulationsReachEverybody() {
        try (SweepRounds rounds = new SweepRounds(2_000)) {
            SweepRounds.Compared compared = rounds.simulated();
            assertThat(compared.results().accounts()).isEqualTo(2_000);
            assertThat(compared.results().poisoned()).isZero();
            assertThat(compared.results().audience().entering()).isPositive();
            assertThat(compared.after().decisions())
                    .as("a simulation leaves nothing to decide")
                    .isZero();
        }
    }

    @Test
    void ingestAndCopyTakeTheSameEvents() throws IOException {
        try (IngestRounds rounds = new IngestRounds(2_000)) {
            IngestRounds.Round round = rounds.round(0);
            assertThat(round.rows()).isEqualTo(2_000);
            assertThat(round.report().accepted()).isEqualTo(2_000);
        }
    }

    @Test
    void thePeakIsAtLeastWhatTheWorkHolds() {
        byte[][] held = new byte[1][];
        long peak = HeapPeak.during(() -> held[0] = new byte[8 << 20]);
        assertThat(peak).isGreaterThan(held[0].length / 2);
    }
}
