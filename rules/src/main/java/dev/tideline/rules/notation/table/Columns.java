package dev.tideline.rules.notation.table;

import dev.tideline.rules.notation.table.Heading.Special;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The columns of a table.
 *
 * @param known where each heading stands
 * @param headed all columns with something in the first row
 * @param meant what headings that nobody knows may have meant
 */
record Columns(Map<Heading, Integer> known, Set<Integer> headed, Set<Heading> meant) {

    /**
     * The columns under a row of headings.
     *
     * @param row the texts of the headings by column
     * @param headings what those that are known stand for
     * @param nearest the heading that is nearest to a text
     */
    static Columns of(
            Map<Integer, String> row, Map<Integer, Heading> headings, Function<String, Optional<Heading>> nearest) {
        Map<Heading, Integer> known = new HashMap<>();
        Set<Heading> meant = new HashSet<>();
        row.forEach((column, text) -> {
            Heading heading = headings.get(column);
            if (heading == null) {
                nearest.apply(text).ifPresent(meant::add);
            } else {
                known.put(heading, column);
            }
        });
        return new Columns(known, row.keySet(), meant);
    }

    /** Whether every column that says what a row proposes is known. */
    boolean clear() {
        return RowActions.COLUMNS.stream().anyMatch(known::containsKey)
                && RowActions.COLUMNS.stream().noneMatch(meant::contains);
    }

    /** What every table has and this one has not. */
    List<Wording> missing() {
        List<Wording> missing = new ArrayList<>();
        if (isMissing(Set.of(Special.RULE))) {
            missing.add(Wording.of("a column `Rule` with the name of each row's rule"));
        }
        if (isMissing(Set.of(Special.WHY))) {
            missing.add(Wording.of("a column `Why` with what each row's rule is for"));
        }
        if (isMissing(RowActions.COLUMNS)) {
            missing.add(
                    Wording.of("a column with what each row proposes, such as `Incentive`, `Message` or `Actions`"));
        }
        return missing;
    }

    private boolean isMissing(Set<Special> any) {
        return any.stream().noneMatch(heading -> known.containsKey(heading) || meant.contains(heading));
    }
}
