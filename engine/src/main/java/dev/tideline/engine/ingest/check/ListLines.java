package dev.tideline.engine.ingest.check;

import dev.tideline.engine.lines.CsvRow;
import dev.tideline.engine.lines.LineBatch;
import java.util.List;
import java.util.Optional;

/** Checks rows whose first cell is a user id. Thread-safe. */
public final class ListLines {

    /** Columns of a good line, in order. */
    public static final String COLUMNS = "line, user_id";

    private final int longest;

    public ListLines(int longest) {
        this.longest = longest;
    }

    public CheckedLines check(LineBatch lines) {
        CheckedLines checked = new CheckedLines();
        for (int line = 0; line < lines.count(); line++) {
            if (!checked.refusedWhole(lines, line, longest)) {
                check(lines.number(line), lines.utf8(line), checked);
            }
        }
        return checked;
    }

    private static void check(long number, Optional<String> text, CheckedLines checked) {
        String id = text.map(row -> CsvRow.cells(row).get(0).strip()).orElse("");
        if (number == 1 && id.equals(FeedRow.USER_ID)) {
            return;
        }
        if (!Envelope.isId(id)) {
            String expected = "a user id of 1 to " + Envelope.LONGEST_ID + " characters in UTF-8";
            checked.refuse(List.of(new Refusal(number, FeedRow.USER_ID, Envelope.shown(id), expected)));
            return;
        }
        checked.rows().row(2).bigint(number).text(id);
        checked.accept();
    }
}
