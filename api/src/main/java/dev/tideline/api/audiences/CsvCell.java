package dev.tideline.api.audiences;

import org.jspecify.annotations.Nullable;

/**
 * One cell of CSV that a spreadsheet shows as text and never runs
 * (<a href="https://cwe.mitre.org/data/definitions/1236.html">CWE-1236</a>), quoted by RFC 4180.
 */
final class CsvCell {

    /** What spreadsheets take for the start of a formula, full-width forms too. */
    private static final String STARTERS = "=+-@\t\r\n\0\uFF1D\uFF0B\uFF0D\uFF20";

    private CsvCell() {}

    /** The text of the cell; empty for null. */
    static String of(@Nullable Object value) {
        String text = value == null ? "" : value.toString();
        boolean formula = !text.isEmpty() && STARTERS.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        return formula || needsQuotes(safe) ? '"' + safe.replace("\"", "\"\"") + '"' : safe;
    }

    private static boolean needsQuotes(String text) {
        return text.chars().anyMatch(c -> c == '"' || c == ',' || c == ';' || c < ' ');
    }
}
