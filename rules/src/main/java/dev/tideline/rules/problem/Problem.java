package dev.tideline.rules.problem;

import java.util.Objects;

/**
 * One thing that is wrong with author's text or input data. Problems are collected and reported together.
 *
 * @param place where it is: a file with line and column, a JSON Pointer, or a sheet, row and column
 * @param value the text that was found there, shortened if long
 * @param expected what was expected instead, in the field's words
 */
public record Problem(Place place, String value, String expected) {

    private static final int LONGEST_VALUE = 120;

    public Problem {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(expected, "expected");
        value = value.length() <= LONGEST_VALUE ? value : value.substring(0, LONGEST_VALUE) + "…";
    }

    /** One line for a person: place, value, expectation. */
    public String message() {
        return place.text() + ": " + (value.isEmpty() ? "" : "'" + value + "': ") + expected;
    }
}
