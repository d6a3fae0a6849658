package dev.tideline.api.ingest;

import dev.tideline.engine.ingest.check.Refusal;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.rules.problem.Problem;
import java.util.List;

/**
 * What became of the lines of a request.
 *
 * @param intake number under which refused lines are kept
 * @param accepted lines taken now
 * @param duplicates lines taken before
 * @param conflicts duplicates with another content than what was taken first, which stands
 * @param refused lines that were not understood
 * @param ignoredColumns columns that another source brings
 * @param problems the first problems, by line
 */
public record IngestView(
        long intake,
        long accepted,
        long duplicates,
        long conflicts,
        long refused,
        List<String> ignoredColumns,
        List<LineProblem> problems) {

    /**
     * One refused line.
     *
     * @param line line number from 1
     * @param pointer JSON Pointer or column
     * @param value what was there
     * @param expected what was expected
     */
    public record LineProblem(long line, String pointer, String value, String expected) {
        static LineProblem of(Problem problem) {
            return new LineProblem(
                    problem.place().line(), problem.place().pointer(), problem.value(), problem.expected());
        }

        static LineProblem of(Refusal refusal) {
            return new LineProblem(refusal.line(), refusal.pointer(), refusal.value(), refusal.expected());
        }
    }

    static IngestView of(IngestReport report) {
        return new IngestView(
                report.intakeNo(),
                report.accepted(),
                report.duplicates(),
                report.conflicts(),
                report.refused(),
                report.ignoredColumns(),
                report.problems().stream().map(LineProblem::of).toList());
    }
}
