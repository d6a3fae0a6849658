package dev.tideline.rules.problem;

import java.util.Objects;

/**
 * Where a problem is.
 *
 * @param source file or stream name; empty if there is only one
 * @param line line number from 1, or 0 if unknown
 * @param column column number from 1, or 0 if unknown
 * @param pointer JSON Pointer or column name within the line or document; empty if none
 */
public record Place(String source, int line, int column, String pointer) {

    public Place {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(pointer, "pointer");
    }

    /** A position in a text file. */
    public static Place at(String source, int line, int column) {
        return new Place(source, line, column, "");
    }

    /** A JSON Pointer in a document. */
    public static Place pointer(String source, String pointer) {
        return new Place(source, 0, 0, pointer);
    }

    /** The place as a person reads it: {@code file:line:column pointer}. */
    public String text() {
        String position = line == 0 ? "" : column == 0 ? ":" + line : ":" + line + ":" + column;
        return (source + position + " " + pointer).strip();
    }
}
