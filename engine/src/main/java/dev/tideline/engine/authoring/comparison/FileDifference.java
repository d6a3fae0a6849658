package dev.tideline.engine.authoring.comparison;

import java.util.List;
import java.util.Objects;

/**
 * One file that differs.
 *
 * @param name its name
 * @param kind how
 * @param lines the difference as {@code diff -u} tells it, three lines around each change; empty for workbooks
 * @param cells for a table, every cell that differs, by sheet, row and column
 */
public record FileDifference(String name, Kind kind, List<String> lines, List<CellDifference> cells) {

    /** How a file differs. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    public FileDifference {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        lines = List.copyOf(lines);
        cells = List.copyOf(cells);
    }
}
