package dev.tideline.rules.lint.relation;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Values;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One value is of a kind only if another is of a kind too.
 *
 * @param one the one
 * @param kind values of it
 * @param other the other
 * @param needed values that the other has whenever the one is of the kind
 */
record OnlyWith(Field one, Values kind, Field other, Values needed, Wording why, boolean certain) implements Relation {

    OnlyWith {
        Objects.requireNonNull(why, "why");
    }

    @Override
    public List<Box> narrowed(Box box) {
        Dimension first = new Dimension.Value(one);
        Dimension second = new Dimension.Value(other);
        if (!box.sides().containsKey(first) && !box.sides().containsKey(second)) {
            return List.of(box);
        }
        if (box.side(first).within(kind)) {
            return side(box, second, needed);
        }
        return box.side(second).and(needed).isEmpty()
                ? side(box, first, first.universe().minus(kind))
                : List.of(box);
    }

    private static List<Box> side(Box box, Dimension dimension, Values left) {
        return Stream.of(Map.of(dimension, left.and(box.side(dimension))))
                .flatMap(sides -> Box.of(sides).stream())
                .flatMap(narrow -> box.and(narrow).stream())
                .toList();
    }

    @Override
    public Wording said(Box box) {
        return why;
    }
}
