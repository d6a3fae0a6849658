package dev.tideline.api.http;

import dev.tideline.rules.problem.Problem;
import java.util.Locale;

/**
 * One thing that is wrong with a text.
 *
 * @param source file
 * @param line line from 1; 0 if unknown
 * @param column column from 1; 0 if unknown
 * @param pointer JSON Pointer; empty if none
 * @param rule name of the rule; empty if it is in none
 * @param value what was found
 * @param expected what was expected
 */
public record ProblemView(
        String source, int line, int column, String pointer, String rule, String value, String expected) {

    /** The problem as JSON shows it to who reads this language. */
    public static ProblemView of(Problem problem, Locale language) {
        return new ProblemView(
                problem.place().source(),
                problem.place().line(),
                problem.place().column(),
                problem.place().pointer(),
                problem.rule(),
                problem.value(),
                problem.expected(language));
    }
}
