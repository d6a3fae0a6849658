package dev.tideline.engine.ingest;

/**
 * How much of something is taken.
 *
 * @param lineBytes longest line; longer ones are refused and skipped without being kept in memory
 * @param problems most problems in a report
 * @param keptProblems most problems of one request that are kept in the database; beyond it they are only counted
 * @param batchLines lines that are applied in one transaction
 */
public record IngestLimits(int lineBytes, int problems, int keptProblems, int batchLines) {

    /** 256 KiB a line, 1,000 problems reported, 100,000 kept, 1,000,000 lines a transaction. */
    public static final IngestLimits STANDARD = new IngestLimits(256 * 1024, 1_000, 100_000, 1_000_000);

    public IngestLimits {
        if (lineBytes < 1_024 || problems < 0 || keptProblems < problems || batchLines < 1) {
            throw new IllegalArgumentException(
                    "Ingest limits are %d bytes a line, %d problems, %d kept, %d lines a batch. "
                                    .formatted(lineBytes, problems, keptProblems, batchLines)
                            + "Give at least 1024 bytes, keep at least as many problems as are reported, and 1 line a batch.");
        }
    }
}
