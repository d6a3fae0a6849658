package dev.tideline.rules.notation.table.file;

import dev.tideline.rules.problem.Place;
import dev.tideline.rules.problem.Problem;
import dev.tideline.rules.problem.Wording;

/** Finds the cell of a CSV text whose quotes are wrong. */
final class CsvQuotes {

    private final String text;
    private int at;
    private int line = 1;
    private int column = 1;

    private CsvQuotes(String text) {
        this.text = text;
    }

    /** What is wrong with a text that cannot be read as CSV, at the first cell that is not as it should be. */
    static Problem problem(String source, String text) {
        CsvQuotes quotes = new CsvQuotes(text);
        while (quotes.at < text.length()) {
            int line = quotes.line;
            int column = quotes.column;
            int start = quotes.at;
            if (!quotes.passesCell()) {
                String found = text.substring(start).lines().findFirst().orElse("");
                return new Problem(
                        Place.at(source, line, column),
                        found,
                        Wording.of(
                                "a text in double quotes up to the next comma or line; a quote within it is doubled"));
            }
        }
        return new Problem(
                Place.at(source, 1, 1),
                "",
                Wording.of("a table of comma-separated values with texts in double quotes"));
    }

    /** Goes on to the next cell; false if the quotes of this one are wrong. */
    private boolean passesCell() {
        if (text.charAt(at) == '"' && !passesQuoted()) {
            return false;
        }
        while (at < text.length() && text.charAt(at) != ',' && text.charAt(at) != '\n') {
            at++;
        }
        boolean ends = at < text.length() && text.charAt(at) == '\n';
        line += ends ? 1 : 0;
        column = ends ? 1 : column + 1;
        at++;
        return true;
    }

    private boolean passesQuoted() {
        at++;
        while (at < text.length()) {
            boolean quote = text.charAt(at) == '"';
            if (quote && text.startsWith("\"\"", at)) {
                at++;
            } else if (quote) {
                at++;
                return at == text.length() || ",\r\n".indexOf(text.charAt(at)) >= 0;
            }
            line += text.charAt(at) == '\n' ? 1 : 0;
            at++;
        }
        return false;
    }
}
