package dev.tideline.engine.benchmark;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Ingest of events against COPY of the same rows. No part of the tests; {@code docs/benchmarks.md} has the command. */
final class IngestBenchmark {

    private static final int ROUNDS = Integer.getInteger("tideline.rounds", 4);
    private static final int EVENTS = Integer.getInteger("tideline.events", 1_000_000);

    @Test
    void printsTheRatioToCopyingTheSameRows() throws IOException {
        Ratios ratios = new Ratios("Ingest of " + EVENTS + " events", 6);
        try (IngestRounds rounds = new IngestRounds(EVENTS)) {
            for (int i = 0; i < ROUNDS; i++) {
                IngestRounds.Round round = rounds.round(i);
                ratios.add(round.seconds(), round.copySeconds());
            }
        }
        ratios.print();
    }
}
