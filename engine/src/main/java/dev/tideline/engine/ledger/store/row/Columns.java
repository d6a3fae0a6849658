package dev.tideline.engine.ledger.store.row;

import java.util.ArrayList;
import java.util.List;

/** Texts of many rows by column, for {@code unnest}. */
final class Columns {

    private final List<List<String>> columns = new ArrayList<>();

    Columns(int count) {
        for (int i = 0; i < count; i++) {
            columns.add(new ArrayList<>());
        }
    }

    void add(Object... values) {
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("Row has " + values.length + " of " + columns.size() + " columns");
        }
        for (int i = 0; i < values.length; i++) {
            columns.get(i).add(values[i].toString());
        }
    }

    List<String> get(int column) {
        return columns.get(column);
    }

    int rows() {
        return columns.get(0).size();
    }
}
