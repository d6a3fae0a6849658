package dev.tideline.rules.problem;

import java.util.Locale;
import java.util.Objects;

/**
 * One thing that is wrong with author's text or input data. Problems are collected and reported together.
 *
 * @param place where it is: a file with line and column, a JSON Pointer, or a sheet, row and column
 * @param value the text that was found there, shortened if long
 * @param wording what was expected instead, in the field's words
 */
public record Problem(Place place, String value, Wording wording) {

    private static final int LONGEST_VALUE = 120;

    public Problem {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(wording, "wording");
        value = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    /** A problem whose expectation has no Chinese. */
    public Problem(Place place, String value, String expected) {
        this(place, value, Wording.verbatim(expected));
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
        Wording line = value.isEmpty()
                ? Wording.of("{0}: {1}", place.text(), wording)
                : Wording.of("{0}: '{1}': {2}", place.text(), value, wording);
        return line.text(locale);
    }
}
