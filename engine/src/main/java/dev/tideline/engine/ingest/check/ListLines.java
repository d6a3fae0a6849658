package dev.tideline.engine.ingest.check;

import dev.tideline.engine.lines.CsvRow;
import dev.tideline.engine.lines.LineBatch;
import java.util.List;
import java.util.regex.Pattern;

/** Checks rows of one cell, a user id; the first row may be the header {@code user_id}. Thread-safe. */
public final class ListLines {

    /** Columns of a good line, in order. */
    public static final String COLUMNS = "line, user_id";

    /** Words that head a column of ids elsewhere; nobody on the first row is meant by them. */
    private static final Pattern HEADER = Pattern.compile(
            "(?i:u?ids?|users?|members?|customers?|clients?|accounts?|persons?|traders?|names?|emails?|phones?|keys?)"
                    + "|(?i:(user|member|customer|client|account|person|trader)[ _.-]?(ids?|no|key|name|number))"
                    + "|(?i:.*[ _.-]ids?)|.*[a-z]Ids?");

    private final int longest;
    private final long first;

    /**
     * For one body.
     *
     * @param longest most bytes of a line
     * @param first number of its first line, which may be a header
     */
    public ListLines(int longest, long first) {
        this.longest = longest;
        this.first = first;
    }

    public CheckedLines check(LineBatch lines) {
        CheckedLines checked = new CheckedLines();
        for (int line = 0; line < lines.count(); line++) {
            if (!checked.refusedWhole(lines, line, longest)) {
                check(lines.number(line), lines.utf8(line).orElse(""), checked);
            }
        }
        return checked;
    }

    /** What is told of a body without any id. */
    public static CheckedLines nobody() {
        CheckedLines checked = new CheckedLines();
        refuse(1, 1, "", "at least one user id; ?empty=allowed empties the list", checked);
        return checked;
    }

    private void check(long number, String text, CheckedLines checked) {
        List<String> cells = CsvRow.cells(text);
        String id = cells.get(0).strip();
        if (cells.size() > 1) {
            refuse(number, 2, text, "one column, user_id, not " + cells.size(), checked);
        } else if (number == first && id.equals(FeedRow.USER_ID)) {
            return;
        } else if (number == first && HEADER.matcher(id).matches()) {
            refuse(number, 1, id, "the header user_id, or a user id and no header", checked);
        } else if (!Envelope.isId(id)) {
            refuse(number, 1, id, "a user id of 1 to " + Envelope.LONGEST_ID + " characters in UTF-8", checked);
        } else {
            checked.rows().row(2).bigint(number).text(id);
            checked.accept();
        }
    }

    private static void refuse(long number, int column, String found, String expected, CheckedLines checked) {
        checked.refuse(List.of(new Refusal(number, column, FeedRow.USER_ID, Envelope.shown(found), expected)));
    }
}
