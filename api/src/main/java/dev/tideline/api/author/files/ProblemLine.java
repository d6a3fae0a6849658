package dev.tideline.api.author.files;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import java.util.Locale;

/**
 * One thing that is wrong with a file.
 *
 * @param source file
 * @param line line or row from 1; 0 if unknown
 * @param column column from 1; 0 if unknown
 * @param pointer sheet and cell, or JSON Pointer; empty if none
 * @param text the name of the rule, what was found and what was expected, in the reader's language
 */
record ProblemLine(String source, int line, int column, String pointer, String text) {
    static ProblemLine of(Problem problem, Locale language) {
        Place place = problem.place();
        return new ProblemLine(
                place.source(), place.line(), place.column(), place.pointer(), problem.messageOfRule(language));
    }

    /** Whether it is about this cell. */
    boolean isAt(String file, String sheet, int row, int column) {
        return source.equals(file)
                && line == row
                && this.column == column
                && (sheet.isEmpty() || pointer.startsWith(sheet + "!"));
    }
}
