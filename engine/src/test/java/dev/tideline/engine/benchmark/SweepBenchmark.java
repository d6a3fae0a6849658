package dev.tideline.engine.benchmark;

import org.junit.jupiter.api.Test;

/** Sweeps against copying the same users out of one table. No part of the tests; {@code docs/benchmarks.md} has the command. */
final class SweepBenchmark {

    private static final int ROUNDS = Integer.getInteger("tideline.rounds", 3);
    private static final int USERS = Integer.getInteger("tideline.users", 1_000_000);

    @Test
    void printsTheRatiosToCopyingTheTable() {
        Ratios first = new Ratios("Sweep with new decisions", 10);
        Ratios unchanged = new Ratios("Full sweep with nothing changed", 3);
        Ratios dirty = new Ratios("Sweep with 0.2 % changed", 0.2);
        try (SweepRounds rounds = new SweepRounds(USERS)) {
            for (int i = 0; i < ROUNDS; i++) {
                SweepRounds.Round round = rounds.round();
                first.add(round.first().seconds(), round.first().copySeconds());
                unchanged.add(round.unchanged().seconds(), round.unchanged().copySeconds());
                dirty.add(round.dirty().seconds(), round.dirty().copySeconds());
            }
        }
        first.print();
        unchanged.print();
        dirty.print();
    }
}
