package dev.tideline.rules.lint.relation;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * What a value goes with, case by case.
 *
 * @param field the field; a box that leaves it free is left as it is
 * @param region all that is possible
 * @param why says it of users of a box
 */
record Cases(Field field, Region region, Function<Box, Wording> why, boolean certain) implements Relation {

    Cases {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(why, "why");
    }

    @Override
    public List<Box> narrowed(Box box) {
        return box.sides().containsKey(new Dimension.Value(field))
                ? region.boxes().stream().flatMap(one -> box.and(one).stream()).toList()
                : List.of(box);
    }

    @Override
    public Wording said(Box box) {
        return why.apply(box);
    }
}
