package dev.tideline.engine.ingest.intake;

import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.rules.problem.Problem;
import java.util.List;

/**
 * What became of the lines of one request: each counts in exactly one of accepted, duplicates and refused. Empty lines
 * and the header of a CSV file are no lines.
 *
 * @param intakeNo number under which refused lines can be read later
 * @param accepted lines that were taken
 * @param duplicates lines that had been taken before, by this or an earlier request
 * @param conflicts those of the duplicates whose content differs from what was taken first, which stands
 * @param refused lines that were not understood
 * @param ignoredColumns columns whose values were not used, because another source brings their field
 * @param problems the first problems by line, at most {@link IngestLimits#problems}; more are kept in the database
 */
public record IngestReport(
        long intakeNo,
        long accepted,
        long duplicates,
        long conflicts,
        long refused,
        List<String> ignoredColumns,
        List<Problem> problems) {

    public IngestReport {
        ignoredColumns = List.copyOf(ignoredColumns);
        problems = List.copyOf(problems);
    }
}
