package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.lint.solver.Values;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One box of a rule, apart.
 *
 * @param row the rule
 * @param bounds the numbers that it bounds
 * @param rest what else it asks
 */
record Cell(Row row, SortedMap<Dimension, Values> bounds, Box rest) {

    static Cell of(Row row, Box box) {
        SortedMap<Dimension, Values> bounds = new TreeMap<>();
        SortedMap<Dimension, Values> rest = new TreeMap<>();
        box.sides().forEach((dimension, values) -> (isAxis(dimension, values) ? bounds : rest).put(dimension, values));
        return new Cell(row, bounds, Box.of(rest).orElse(Box.ALL));
    }

    private static boolean isAxis(Dimension dimension, Values values) {
        return dimension instanceof Dimension.Value value
                && value.field().type().isDecimal()
                && !((Numbers) values).spans().isEmpty();
    }

    /** What else it asks but along one dimension. */
    Box restWithout(Dimension dimension) {
        SortedMap<Dimension, Values> others = new TreeMap<>(rest.sides());
        others.remove(dimension);
        return Box.of(others).orElse(Box.ALL);
    }
}
