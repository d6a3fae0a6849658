package dev.tideline.rules.notation.table.file;

import dev.tideline.rules.problem.Place;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * The cells of one sheet that hold something.
 *
 * @param source name of the file
 * @param name name of the sheet; empty for a CSV file
 * @param rows by row number from 1: cells by column number from 1, never blank
 * @param formulas where a cell stands that a spreadsheet would take for a formula
 */
public record Sheet(String source, String name, TreeMap<Integer, Map<Integer, String>> rows, Set<Place> formulas) {

    public Sheet {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(rows, "rows");
        Objects.requireNonNull(formulas, "formulas");
    }

    /** A sheet without cells so far. */
    static Sheet empty(String source, String name) {
        return new Sheet(source, name, new TreeMap<>(), new HashSet<>());
    }

    /** A sheet of lists of cells, blank ones and blank rows too. */
    public static Sheet of(String source, String name, List<List<String>> rows) {
        Sheet sheet = empty(source, name);
        for (int row = 0; row < rows.size(); row++) {
            for (int column = 0; column < rows.get(row).size(); column++) {
                sheet.put(row + 1, column + 1, rows.get(row).get(column));
            }
        }
        return sheet;
    }

    /** Puts a cell, unless it is blank. */
    void put(int row, int column, String text) {
        if (!text.isBlank()) {
            rows.computeIfAbsent(row, number -> new TreeMap<>()).put(column, text.strip());
        }
    }

    /** Whether a spreadsheet that opens the file would compute this cell, as far as its first sign tells. */
    public boolean isFormula(int row, int column) {
        return formulas.contains(place(row, column));
    }

    /** Where a cell is: the file, its row and column, and for a sheet of a workbook its name and address, such as {@code Rules!E3}. */
    public Place place(int row, int column) {
        return new Place(source, row, column, name.isEmpty() ? "" : name + "!" + letters(column) + row);
    }

    /** The letters of a column: A is 1, AA is 27. */
    static String letters(int column) {
        String rest = column > 26 ? letters((column - 1) / 26) : "";
        return rest + (char) ('A' + (column - 1) % 26);
    }
}
