package dev.tideline.api.author.files;

import dev.tideline.rules.notation.table.file.Sheet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A sheet as cells.
 *
 * @param sheet its name; empty for a CSV file
 * @param rows its rows, the headings first; blank rows between them too
 */
record Grid(String sheet, List<Row> rows) {
    /** Most rows that are shown to be edited in a browser. */
    static final int MOST_ROWS = 300;

    /** One row with its number in the file. */
    record Row(int number, List<Cell> cells) {}

    /** One cell, and what is wrong with it; empty if nothing is. */
    record Cell(String text, String wrong) {}

    static Grid of(Sheet sheet, List<ProblemLine> problems) {
        int width = sheet.rows().values().stream()
                .flatMap(row -> row.keySet().stream())
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        List<Row> rows = sheet.rows().entrySet().stream()
                .map(row -> new Row(row.getKey(), cells(sheet, row.getKey(), row.getValue(), width, problems)))
                .toList();
        return new Grid(sheet.name(), rows);
    }

    private static List<Cell> cells(
            Sheet sheet, int row, Map<Integer, String> texts, int width, List<ProblemLine> problems) {
        return IntStream.rangeClosed(1, width)
                .mapToObj(column -> new Cell(
                        Objects.requireNonNullElse(texts.get(column), ""),
                        problems.stream()
                                .filter(problem -> problem.isAt(sheet.source(), sheet.name(), row, column))
                                .map(ProblemLine::text)
                                .collect(Collectors.joining("\n"))))
                .toList();
    }

    /** Whether it is small enough to be edited in a browser. */
    public boolean isSmall() {
        return rows.size() <= MOST_ROWS;
    }
}
