package dev.tideline.engine.lines;

import java.util.ArrayList;
import java.util.List;

/** Splits one row of a CSV file into cells (RFC 4180). */
public final class CsvRow {

    private CsvRow() {}

    /**
     * The cells of a row, at least one. Quotes around a cell are taken off and doubled ones inside made single; a cell that
     * does not begin with a quote is taken as it is.
     */
    public static List<String> cells(String row) {
        List<String> cells = new ArrayList<>();
        int at = 0;
        while (at <= row.length()) {
            at = at < row.length() && row.charAt(at) == '"' ? quoted(row, at + 1, cells) : plain(row, at, cells);
        }
        return cells;
    }

    private static int plain(String row, int from, List<String> cells) {
        int comma = row.indexOf(',', from);
        int end = comma < 0 ? row.length() : comma;
        cells.add(row.substring(from, end));
        return end + 1;
    }

    private static int quoted(String row, int from, List<String> cells) {
        StringBuilder cell = new StringBuilder();
        int at = from;
        while (at < row.length()) {
            char c = row.charAt(at++);
            if (c != '"') {
                cell.append(c);
            } else if (at < row.length() && row.charAt(at) == '"') {
                cell.append(c);
                at++;
            } else {
                break;
            }
        }
        int comma = row.indexOf(',', at);
        int end = comma < 0 ? row.length() : comma;
        cells.add(cell.append(row, at, end).toString());
        return end + 1;
    }
}
