package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.lint.solver.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Numbers that are covered with one value of a further column and not with another: {@code 30..44 x GLOBAL, EU} and
 * {@code 45..59 x EU} leave out {@code 45..59 x GLOBAL}. Only values that share some numbers are compared, for others may be
 * meant to have numbers of their own. More than {@link #MOST} different bounds or values are not looked at. Stateless.
 */
final class GridGaps {

    private static final int MOST = 64;

    private GridGaps() {}

    /** What cells that bound the same numbers seem to leave out; other rules may cover it. */
    static List<Box> of(List<Cell> cells) {
        Set<Dimension> columns = new TreeSet<>();
        cells.forEach(cell -> columns.addAll(cell.rest().sides().keySet()));
        List<Box> found = new ArrayList<>();
        for (Dimension column : columns) {
            Set<Box> contexts = new LinkedHashSet<>();
            cells.forEach(cell -> contexts.add(cell.restWithout(column)));
            if (contexts.size() <= MOST) {
                contexts.forEach(context -> found.addAll(of(cells, column, context)));
            }
        }
        return found;
    }

    private static List<Box> of(List<Cell> cells, Dimension column, Box context) {
        List<Cell> covering = cells.stream()
                .filter(cell -> context.within(cell.restWithout(column)))
                .toList();
        Map<Box, Values> covered = new LinkedHashMap<>();
        covering.forEach(cell -> present(cell)
                .ifPresent(bounds -> covered.merge(bounds, cell.rest().side(column), Values::or)));
        if (covered.size() > MOST || covering.stream().map(Cell::row).distinct().count() < 2) {
            return List.of();
        }
        List<Values> values = apart(column, covered.values());
        if (values.size() > MOST) {
            return List.of();
        }
        values.removeIf(value -> covering.stream().noneMatch(cell -> names(cell, column, value)));
        return left(column, context, covered, values);
    }

    /** A blank cell stands for any value, but says of none that it has numbers of its own. */
    private static boolean names(Cell cell, Dimension column, Values value) {
        return cell.rest().sides().containsKey(column)
                && value.within(cell.rest().side(column));
    }

    /** The numbers that a cell bounds, where they are there. */
    private static Optional<Box> present(Cell cell) {
        SortedMap<Dimension, Values> bounds = new TreeMap<>();
        cell.bounds().forEach((axis, values) -> bounds.put(axis, values.present()));
        return Box.of(bounds);
    }

    /** The values of a column, as far as the sets tell them apart. */
    private static List<Values> apart(Dimension column, Iterable<Values> sets) {
        List<Values> values = new ArrayList<>(List.of(column.universe()));
        for (Values set : sets) {
            List<Values> split = new ArrayList<>();
            for (Values value : values) {
                split.add(value.and(set));
                split.add(value.minus(set));
            }
            split.removeIf(Values::isEmpty);
            values = split;
            if (values.size() > MOST) {
                return values;
            }
        }
        return values;
    }

    private static List<Box> left(Dimension column, Box context, Map<Box, Values> covered, List<Values> values) {
        Map<Values, Region> regions = new LinkedHashMap<>();
        values.forEach(value -> regions.put(value, covered(covered, value)));
        List<Box> found = new ArrayList<>();
        regions.forEach((value, own) -> {
            Region others = regions.values().stream()
                    .filter(other -> other.meeting(own).isPresent())
                    .reduce(Region.NOBODY, Region::or);
            SortedMap<Dimension, Values> sides = new TreeMap<>(context.sides());
            sides.put(column, value);
            others.minus(own).boxes().forEach(gap -> {
                SortedMap<Dimension, Values> all = new TreeMap<>(sides);
                all.putAll(gap.sides());
                Box.of(all).ifPresent(found::add);
            });
        });
        return found;
    }

    private static Region covered(Map<Box, Values> covered, Values value) {
        return covered.entrySet().stream()
                .filter(entry -> value.within(entry.getValue()))
                .map(entry -> new Region(List.of(entry.getKey())))
                .reduce(Region.NOBODY, Region::or);
    }
}
