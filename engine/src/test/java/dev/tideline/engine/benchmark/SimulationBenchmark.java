package dev.tideline.engine.benchmark;

import org.junit.jupiter.api.Test;

/** A simulation against forced full sweeps of the same users. No part of the tests; {@code docs/benchmarks.md} has the command. */
final class SimulationBenchmark {

    private static final int ROUNDS = Integer.getInteger("tideline.rounds", 2);
    private static final int USERS = Integer.getInteger("tideline.users", 1_000_000);

    @Test
    void printsTheRatioToForcedFullSweeps() {
        Ratios ratios = new Ratios("Simulation of a draft against what is in force", 3);
        try (SweepRounds rounds = new SweepRounds(USERS)) {
            for (int i = 0; i < ROUNDS; i++) {
                SweepRounds.Compared compared = rounds.simulated();
                ratios.add(compared.seconds(), compared.sweepSeconds());
            }
        }
        ratios.print();
    }
}
