package dev.tideline.engine.ingest.check;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;

/**
 * One thing that is wrong with a line.
 *
 * @param line number of the line, from 1
 * @param column number of the column of CSV, from 1; 0 for the line as a whole and for lines of JSON
 * @param pointer JSON Pointer or name of the column; empty for the line as a whole
 * @param value what was found there, shortened if long
 * @param expected what was expected instead
 */
public record Refusal(long line, int column, String pointer, String value, String expected) {

    /** What is wrong with a line of JSON, or with a whole line. */
    public Refusal(long line, String pointer, String value, String expected) {
        this(line, 0, pointer, value, expected);
    }

    public Problem problem() {
        int number = (int) Math.min(line, Integer.MAX_VALUE);
        return new Problem(new Place("body", number, column, pointer), value, expected);
    }
}
