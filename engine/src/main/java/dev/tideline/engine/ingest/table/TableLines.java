package dev.tideline.engine.ingest.table;

import dev.tideline.engine.database.CopyRows;
import dev.tideline.engine.ingest.check.CheckedLines;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.check.Refusal;
import dev.tideline.engine.ingest.intake.Intake;
import dev.tideline.engine.lines.CsvRow;
import dev.tideline.engine.lines.LineBatch;
import dev.tideline.engine.lines.LineReader;
import dev.tideline.engine.lines.Pipeline;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Checks the rows of a CSV file. Its header has exactly these columns, in any order. A good row is spooled as its line
 * number and texts.
 */
public final class TableLines {

    private final List<String> columns;
    private final int longest;
    private final RowCheck check;

    /** What makes a row good. Called on several threads. */
    @FunctionalInterface
    public interface RowCheck {

        /** The texts to keep, as many for every row; refuses cells of the row that are wrong. */
        List<String> texts(TableRow row);
    }

    /** Rows with these columns. */
    public TableLines(List<String> columns, IngestLimits limits, RowCheck check) {
        this.columns = List.copyOf(columns);
        this.longest = limits.lineBytes();
        this.check = check;
    }

    /**
     * Reads a body to its end.
     *
     * @throws IOException if it breaks off
     */
    public void read(InputStream body, Intake intake) throws IOException {
        LineReader reader = LineReader.csv(body, longest);
        Optional<LineBatch> first = reader.peek();
        if (first.isEmpty()) {
            refuse(1, "", intake);
            return;
        }
        String text = first.get().utf8(0).orElse("");
        List<String> header = CsvRow.cells(text).stream().map(String::strip).toList();
        boolean good = header.size() == columns.size() && header.containsAll(columns);
        if (!good) {
            refuse(first.get().number(0), text, intake);
        }
        first.get().dropFirst();
        Pipeline.run(reader, lines -> check(lines, header, good), intake::take);
    }

    private void refuse(long line, String found, Intake intake) throws IOException {
        CheckedLines checked = new CheckedLines();
        String shown = found.length() <= 200 ? found : found.substring(0, 200);
        checked.refuse(List.of(new Refusal(line, 0, "", shown, "the header " + String.join(",", columns))));
        intake.take(checked);
    }

    private CheckedLines check(LineBatch lines, List<String> header, boolean good) {
        CheckedLines checked = new CheckedLines();
        for (int line = 0; line < lines.count(); line++) {
            if (!good) {
                checked.refuse(List.of(new Refusal(lines.number(line), "", "", "a row under a good header")));
            } else if (!checked.refusedWhole(lines, line, longest)) {
                check(lines.number(line), lines.utf8(line), header, checked);
            }
        }
        return checked;
    }

    private void check(long number, Optional<String> text, List<String> header, CheckedLines checked) {
        List<String> cells = text.map(CsvRow::cells).orElse(List.of());
        if (cells.size() != header.size()) {
            String expected = text.isPresent() ? header.size() + " cells, not " + cells.size() : "text in UTF-8";
            checked.refuse(List.of(new Refusal(number, "", "", expected)));
            return;
        }
        TableRow row = new TableRow(number, header, cells);
        List<String> texts = check.texts(row);
        if (row.refusals().isEmpty()) {
            CopyRows rows = checked.rows().row(texts.size() + 1).bigint(number);
            texts.forEach(rows::text);
            checked.accept();
        } else {
            checked.refuse(row.refusals());
        }
    }
}
