package dev.tideline.engine.ingest.check;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;

/**
 * One thing that is wrong with a line.
 *
 * @param line number of the line, from 1
 * @param pointer JSON Pointer or column; empty for the line as a whole
 * @param value what was found there, shortened if long
 * @param expected what was expected instead
 */
public record Refusal(long line, String pointer, String value, String expected) {

    public Problem problem() {
        int number = (int) Math.min(line, Integer.MAX_VALUE);
        return new Problem(new Place("", number, 0, pointer), value, expected);
    }
}
