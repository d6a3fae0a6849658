package dev.tideline.engine.authoring.comparison;

import dev.tideline.rules.notation.table.file.Sheet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A sheet as people think of it: rows known by their rule, columns by their heading. Rows of one rule are told apart by their
 * order, and so are those of none.
 *
 * @param rows by name: where the row stands and what it holds by heading
 */
record TableGrid(Map<RowName, GridRow> rows) {

    private static final Set<String> RULE = Set.of("rule", "规则");

    /** A rule's name, and which of the rows with this name it is. */
    record RowName(String rule, int turn) {}

    /** One row. */
    record GridRow(int number, Map<String, String> cells) {}

    static final TableGrid NOTHING = new TableGrid(Map.of());

    static TableGrid of(Sheet sheet) {
        if (sheet.rows().isEmpty()) {
            return NOTHING;
        }
        int first = sheet.rows().firstKey();
        Map<Integer, String> headings = sheet.rows().firstEntry().getValue();
        Map<RowName, GridRow> rows = new LinkedHashMap<>();
        Map<String, Integer> turns = new TreeMap<>();
        sheet.rows().tailMap(first, false).forEach((number, cells) -> {
            SortedMap<String, String> byHeading = new TreeMap<>();
            cells.forEach((column, text) -> byHeading.put(headings.getOrDefault(column, "column " + column), text));
            String rule = byHeading.entrySet().stream()
                    .filter(cell -> RULE.contains(cell.getKey().toLowerCase(Locale.ROOT)))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
            rows.put(new RowName(rule, turns.merge(rule, 1, Integer::sum)), new GridRow(number, byHeading));
        });
        return new TableGrid(rows);
    }

    GridRow row(RowName name, int number) {
        return rows.getOrDefault(name, new GridRow(number, Map.of()));
    }
}
