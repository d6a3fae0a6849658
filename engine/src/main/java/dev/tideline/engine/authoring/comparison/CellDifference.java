package dev.tideline.engine.authoring.comparison;

import java.util.Objects;

/**
 * One cell that differs.
 *
 * @param sheet name of the sheet; empty in a CSV file
 * @param row number of the row in the later file, in the earlier one if it is gone; from 1
 * @param rule name of the row's rule; empty if it has none
 * @param column heading of the column
 * @param before what it held; empty for nothing
 * @param after what it holds; empty for nothing
 */
public record CellDifference(String sheet, int row, String rule, String column, String before, String after) {

    public CellDifference {
        Objects.requireNonNull(sheet, "sheet");
        Objects.requireNonNull(rule, "rule");
        Objects.requireNonNull(column, "column");
    }
}
