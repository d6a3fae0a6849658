package dev.tideline.engine.ingest.check;

import java.time.Duration;
import java.time.Instant;

/**
 * How much of something is taken.
 *
 * @param lineBytes longest line; longer ones are refused and skipped without being kept in memory
 * @param problems most problems in a report
 * @param keptProblems most problems of one request that are kept in the database; beyond it they are only counted
 * @param batchLines lines that are applied in one transaction
 * @param earliest the first instant that something may have happened at; what is earlier is a mistake in the data
 * @param ahead how far ahead of the server's clock an instant may lie, as clocks differ
 */
public record IngestLimits(
        int lineBytes, int problems, int keptProblems, int batchLines, Instant earliest, Duration ahead) {

    /** 256 KiB a line, 1,000 problems reported, 100,000 kept, 1,000,000 lines a transaction, from 1990 to a day ahead. */
    public static final IngestLimits STANDARD = new IngestLimits(256 * 1024, 1_000, 100_000, 1_000_000);

    /** These limits with instants from 1990 to a day ahead. */
    public IngestLimits(int lineBytes, int problems, int keptProblems, int batchLines) {
        this(lineBytes, problems, keptProblems, batchLines, Moments.EVER.first(), Duration.ofDays(1));
    }

    /** These limits with other instants. */
    public IngestLimits between(Instant first, Duration mostAhead) {
        return new IngestLimits(lineBytes, problems, keptProblems, batchLines, first, mostAhead);
    }

    /** The instants that a request received then may speak of. */
    public Moments moments(Instant receivedAt) {
        return new Moments(earliest, receivedAt.plus(ahead));
    }

    public IngestLimits {
        if (lineBytes < 1_024 || problems < 0 || keptProblems < problems || batchLines < 1) {
            throw new IllegalArgumentException(
                    "Ingest limits are %d bytes a line, %d problems, %d kept, %d lines a batch. "
                                    .formatted(lineBytes, problems, keptProblems, batchLines)
                            + "Give at least 1024 bytes, keep at least as many problems as are reported, and 1 line a batch.");
        }
        if (ahead.isNegative() || earliest.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("Ingest takes instants from " + earliest + " to " + ahead
                    + " ahead. Give 1970 or later, and a duration of zero or more.");
        }
    }
}
