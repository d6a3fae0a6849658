package dev.tideline.engine.ingest.check;

import dev.tideline.engine.database.CopyRows;
import dev.tideline.engine.lines.LineBatch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the check of one batch of lines found: good lines as rows to copy, and what is wrong with the others. */
public final class CheckedLines {

    private static final int MOST_PROBLEMS_OF_A_LINE = 20;

    private final CopyRows rows = new CopyRows();
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<String, Long> watermarks = new HashMap<>();
    private final Set<String> ignoredColumns = new HashSet<>();
    private int accepted;
    private long refused;

    /** The rows of the good lines; to be filled by the checker. */
    public CopyRows rows() {
        return rows;
    }

    public int accepted() {
        return accepted;
    }

    public long refused() {
        return refused;
    }

    public List<Refusal> refusals() {
        return refusals;
    }

    /** The latest instant in microseconds that each source tells of. */
    public Map<String, Long> watermarks() {
        return watermarks;
    }

    /** Columns that were there and not used. */
    public Set<String> ignoredColumns() {
        return ignoredColumns;
    }

    /** Counts a good line. */
    public void accept() {
        accepted++;
    }

    void told(String source, long micros) {
        watermarks.merge(source, micros, Math::max);
    }

    /** Refuses one line for all these reasons. */
    public void refuse(List<Refusal> reasons) {
        refused++;
        refusals.addAll(reasons.subList(0, Math.min(MOST_PROBLEMS_OF_A_LINE, reasons.size())));
    }

    /** Refuses a line that has no bytes; whether it did. */
    public boolean refusedWhole(LineBatch lines, int line, int longest) {
        if (lines.tooLong(line)) {
            refuse(List.of(new Refusal(lines.number(line), "", "", "a line of at most " + longest + " bytes")));
            return true;
        }
        if (lines.unclosed(line)) {
            refuse(List.of(new Refusal(lines.number(line), "", "\"", "a closing quote")));
            return true;
        }
        return false;
    }
}
