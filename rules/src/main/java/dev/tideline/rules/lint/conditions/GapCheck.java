package dev.tideline.rules.lint.conditions;

import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.BoxText;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.lint.solver.Numbers.Span;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.lint.solver.Values;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds values that no rule of a playbook covers although they lie between those that rules cover. Rules are looked at
 * together if they bound the same numbers, and for each set of further conditions alone that one of them has; then value by
 * value of each further column.
 */
final class GapCheck {

    private static final int MOST_TOLD = 5;

    private final List<Row> rows;

    private GapCheck(List<Row> rows) {
        this.rows = rows;
    }

    static List<Finding> of(List<Row> rows) {
        return new GapCheck(rows).findings();
    }

    private List<Finding> findings() {
        Map<SortedSet<Dimension>, List<Cell>> byAxes = new LinkedHashMap<>();
        rows.forEach(row -> row.region().boxes().forEach(box -> {
            Cell cell = Cell.of(row, box);
            byAxes.computeIfAbsent(new TreeSet<>(cell.bounds().keySet()), axes -> new ArrayList<>())
                    .add(cell);
        }));
        byAxes.keySet().removeIf(Set::isEmpty);
        return byAxes.values().stream()
                .flatMap(cells -> gaps(cells).stream())
                .limit(MOST_TOLD)
                .toList();
    }

    private List<Finding> gaps(List<Cell> cells) {
        Set<Box> contexts = new LinkedHashSet<>();
        cells.forEach(cell -> contexts.add(cell.rest()));
        List<Finding> found = new ArrayList<>();
        List<Box> told = new ArrayList<>();
        for (Box context : contexts) {
            List<Cell> covering =
                    cells.stream().filter(cell -> context.within(cell.rest())).toList();
            if (covering.stream().map(Cell::row).distinct().count() > 1) {
                tell(uncovered(context, covering), covering, told, found);
            }
        }
        for (Box gap : GridGaps.of(cells)) {
            tell(uncovered(gap), cells, told, found);
        }
        return found;
    }

    private static void tell(List<Box> gaps, List<Cell> cells, List<Box> told, List<Finding> found) {
        for (Box gap : gaps) {
            if (told.stream().noneMatch(gap::within)) {
                told.add(gap);
                found.add(finding(gap, cells));
            }
        }
    }

    /** What lies between the cells and is covered by no rule at all. */
    private List<Box> uncovered(Box context, List<Cell> cells) {
        SortedMap<Dimension, Values> hull = new TreeMap<>(context.sides());
        cells.get(0).bounds().keySet().forEach(axis -> hull.put(axis, hull(axis, cells)));
        return Box.of(hull).map(this::uncovered).orElse(List.of());
    }

    /** What of it is covered by no rule at all. */
    private List<Box> uncovered(Box box) {
        Region left = new Region(List.of(box));
        for (Row row : rows) {
            left = left.minus(row.region());
        }
        return left.boxes();
    }

    private static Values hull(Dimension axis, Collection<Cell> cells) {
        long least = Long.MAX_VALUE;
        long most = Numbers.LEAST;
        for (Cell cell : cells) {
            List<Span> spans = ((Numbers) Objects.requireNonNull(cell.bounds().get(axis), "axis")).spans();
            least = Math.min(least, spans.get(0).least());
            most = Math.max(most, spans.get(spans.size() - 1).most());
        }
        return Numbers.between(least, most);
    }

    private static Finding finding(Box gap, List<Cell> cells) {
        List<Cell> touching = cells.stream().filter(cell -> isBeside(cell, gap)).toList();
        List<Cell> beside = touching.isEmpty() ? cells : touching;
        List<String> names = beside.stream()
                .map(cell -> cell.row().rule().name())
                .distinct()
                .sorted()
                .toList();
        boolean table = cells.stream().anyMatch(cell -> cell.row().inTable());
        return new Finding(
                table ? Severity.WARNING : Severity.NOTE,
                Code.GAP,
                beside.get(0).row().rule().place(),
                names,
                Wording.of(
                        "No rule covers {0}, although rules cover what lies around it. Widen one of them, or leave it if"
                                + " nothing is meant to happen there.",
                        BoxText.of(gap)));
    }

    /** Whether a cell touches the gap, corners included. */
    private static boolean isBeside(Cell cell, Box gap) {
        return cell.bounds().entrySet().stream()
                .noneMatch(side ->
                        side.getValue().and(widened(gap.side(side.getKey()))).isEmpty());
    }

    private static Values widened(Values values) {
        return ((Numbers) values)
                .spans().stream()
                        .map(span -> Numbers.between(
                                Math.max(span.least(), Numbers.LEAST + 1) - 1,
                                Math.min(span.most(), Long.MAX_VALUE - 1) + 1))
                        .reduce(Numbers::or)
                        .orElseThrow();
    }
}
