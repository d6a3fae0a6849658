package dev.tideline.engine.authoring.comparison;

import dev.tideline.engine.authoring.comparison.TableGrid.GridRow;
import dev.tideline.engine.authoring.comparison.TableGrid.RowName;
import dev.tideline.rules.notation.table.file.Sheet;
import dev.tideline.rules.notation.table.file.Tables;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Compares tables cell by cell: a row that moved has not changed. */
final class TableComparison {

    private static final Comparator<CellDifference> ORDER = Comparator.comparing(CellDifference::sheet)
            .thenComparing(CellDifference::row)
            .thenComparing(CellDifference::column);

    private TableComparison() {}

    /** Every cell that differs between two files of this name; an empty text has no cells. */
    static List<CellDifference> of(String file, String before, String after) {
        Map<String, TableGrid> old = grids(file, before);
        Map<String, TableGrid> young = grids(file, after);
        Set<String> sheets = new TreeSet<>(old.keySet());
        sheets.addAll(young.keySet());
        List<CellDifference> cells = new ArrayList<>();
        for (String sheet : sheets) {
            add(sheet, old.getOrDefault(sheet, TableGrid.NOTHING), young.getOrDefault(sheet, TableGrid.NOTHING), cells);
        }
        cells.sort(ORDER);
        return cells;
    }

    private static Map<String, TableGrid> grids(String file, String text) {
        Map<String, TableGrid> grids = new TreeMap<>();
        if (!text.isEmpty()) {
            for (Sheet sheet : Tables.sheets(file, text, new ArrayList<>())) {
                grids.put(sheet.name(), TableGrid.of(sheet));
            }
        }
        return grids;
    }

    private static void add(String sheet, TableGrid before, TableGrid after, List<CellDifference> cells) {
        Set<RowName> names = new LinkedHashSet<>(after.rows().keySet());
        names.addAll(before.rows().keySet());
        for (RowName name : names) {
            GridRow old = before.row(name, 0);
            GridRow young = after.row(name, old.number());
            Set<String> columns = new TreeSet<>(old.cells().keySet());
            columns.addAll(young.cells().keySet());
            for (String column : columns) {
                String was = old.cells().getOrDefault(column, "");
                String is = young.cells().getOrDefault(column, "");
                if (!was.equals(is)) {
                    cells.add(new CellDifference(sheet, young.number(), name.rule(), column, was, is));
                }
            }
        }
    }
}
