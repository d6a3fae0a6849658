package dev.tideline.engine.benchmark;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Peak heap of a first sweep by number of users. No part of the tests; {@code docs/benchmarks.md} has the command. */
final class HeapBenchmark {

    private static final int ROUNDS = Integer.getInteger("tideline.rounds", 1);
    private static final int USERS = Integer.getInteger("tideline.users", 1_000_000);
    private static final double MEGABYTE = 1 << 20;

    @Test
    void printsThePeakHeapOfTenTimesTheUsers() {
        for (int i = 0; i < ROUNDS; i++) {
            double few = peak(USERS / 10);
            double many = peak(USERS);
            System.out.printf(
                    Locale.ROOT,
                    "Peak live heap: %.1f MB with %d users, %.1f MB with %d, ratio %.2f (at most 1.2); heap limit %.0f MB%n",
                    few,
                    USERS / 10,
                    many,
                    USERS,
                    many / few,
                    Runtime.getRuntime().maxMemory() / MEGABYTE);
        }
    }

    private static double peak(int users) {
        try (SweepRounds rounds = new SweepRounds(users)) {
            return HeapPeak.during(rounds::first) / MEGABYTE;
        }
    }
}
