package dev.tideline.api.authoring;

import dev.tideline.rules.scenario.Coverage;
import java.util.List;

/**
 * How far the cases of a playbook reach into its rules.
 *
 * @param rules one entry a rule or row, as they stand in the files; empty as long as the rules cannot be read
 * @param neverFired names of the rules and rows that no case fires
 * @param neverMissed names of the rules and rows that every case fires, so that nothing shows where they stop
 */
record CoverageView(List<ReachedView> rules, List<String> neverFired, List<String> neverMissed) {

    /**
     * One rule, or one row of a table.
     *
     * @param rule its name
     * @param row whether it is a row of a table
     * @param source file
     * @param line line, or row of the sheet, from 1
     * @param column column from 1; 0 if unknown
     * @param pointer sheet and cell; empty if none
     * @param fired cases that fire it
     * @param missed cases that do not
     */
    record ReachedView(
            String rule, boolean row, String source, int line, int column, String pointer, int fired, int missed) {

        static ReachedView of(Coverage.Reached reached) {
            return new ReachedView(
                    reached.rule(),
                    reached.row(),
                    reached.place().source(),
                    reached.place().line(),
                    reached.place().column(),
                    reached.place().pointer(),
                    reached.fired(),
                    reached.missed());
        }
    }

    static CoverageView of(Coverage coverage) {
        return new CoverageView(
                coverage.rules().stream().map(ReachedView::of).toList(),
                names(coverage.neverFired()),
                names(coverage.neverMissed()));
    }

    private static List<String> names(List<Coverage.Reached> some) {
        return some.stream().map(Coverage.Reached::rule).toList();
    }
}
