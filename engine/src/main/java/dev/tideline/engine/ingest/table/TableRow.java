package dev.tideline.engine.ingest.table;

import dev.tideline.engine.ingest.check.Refusal;
import java.util.ArrayList;
import java.util.List;

/** A row under its header. Used by one thread. */
public final class TableRow {

    private static final int LONGEST_SHOWN = 200;

    private final long line;
    private final List<String> header;
    private final List<String> cells;
    private final List<Refusal> refusals = new ArrayList<>();

    TableRow(long line, List<String> header, List<String> cells) {
        this.line = line;
        this.header = header;
        this.cells = cells;
    }

    /** The cell of a column, without spaces around it. */
    public String cell(String column) {
        return cells.get(header.indexOf(column)).strip();
    }

    /** Says what a cell should have been. */
    public void refuse(String column, String expected) {
        String found = cell(column);
        String shown = found.length() <= LONGEST_SHOWN ? found : found.substring(0, LONGEST_SHOWN);
        refusals.add(new Refusal(line, header.indexOf(column) + 1, column, shown, expected));
    }

    /** Says so if the cell is not as it should be. */
    public void require(boolean good, String column, String expected) {
        if (!good) {
            refuse(column, expected);
        }
    }

    List<Refusal> refusals() {
        return refusals;
    }
}
