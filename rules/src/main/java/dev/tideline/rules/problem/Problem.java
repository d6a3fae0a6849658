package dev.tideline.rules.problem;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * One thing that is wrong with author's text or input data. Problems are collected and reported together.
 *
 * @param place where it is: a file with line and column, a JSON Pointer, or a sheet, row and column
 * @param value the text that was found there, shortened if long
 * @param wording what was expected instead, in the field's words
 * @param rule name of the rule it is in, as it was written; empty if it is in none
 */
public record Problem(Place place, String value, Wording wording, String rule) {

    private static final int LONGEST_VALUE = 120;

    public Problem {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(wording, "wording");
        value = shortened(value);
        rule = shortened(rule);
    }

    /** A problem in no rule. */
    public Problem(Place place, String value, Wording wording) {
        this(place, value, wording, "");
    }

    /** A problem whose expectation has no Chinese. */
    public Problem(Place place, String value, String expected) {
        this(place, value, Wording.verbatim(expected));
    }

    /** The same problem, in the rule of this name. */
    public Problem in(String rule) {
        return new Problem(place, value, wording, rule);
    }

    /** The same problem, expected in these words where it names one of them. */
    public Problem renamed(Map<String, String> names) {
        return new Problem(place, value, wording.renamed(names), rule);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }

    /** What was expected instead, in English. */
    public String expected() {
        return wording.text();
    }

    /** What was expected instead. */
    public String expected(Locale locale) {
        return wording.text(locale);
    }

    /** One line for a person: place, value, expectation; in English. */
    public String message() {
        return message(Locale.ENGLISH);
    }

    /** One line for a person: place, value, expectation. */
    public String message(Locale locale) {
        return line(place.text(), locale);
    }

    /** One line for a person: place, name of the rule, value, expectation. */
    public String messageOfRule(Locale locale) {
        return line((place.text() + " " + rule).strip(), locale);
    }

    private String line(String where, Locale locale) {
        Wording line = value.isEmpty()
                ? Wording.of("{0}: {1}", where, wording)
                : Wording.of("{0}: '{1}': {2}", where, value, wording);
        return line.text(locale);
    }
}
