package dev.tideline.rules.lint.relation;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Dimension.Compared;
import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** How comparisons of two fields come out, of which one is never more than the other. */
record Ordered(Field lesser, Field greater, Wording why, boolean certain) implements Relation {

    Ordered {
        Objects.requireNonNull(lesser, "lesser");
        Objects.requireNonNull(greater, "greater");
        Objects.requireNonNull(why, "why");
    }

    @Override
    public List<Box> narrowed(Box box) {
        Optional<Box> left = Optional.of(box);
        for (Dimension asked : box.sides().keySet()) {
            if (asked instanceof Compared compared) {
                left = left.flatMap(rest -> narrowed(rest, compared));
            }
        }
        return left.stream().toList();
    }

    private Optional<Box> narrowed(Box box, Compared compared) {
        if (compared.field().equals(lesser) && compared.other().equals(greater)) {
            boolean bound = compared.millionths() == Compared.ONE
                    || (compared.millionths() > Compared.ONE && isNeverBelowZero(greater, box));
            return bound ? without(Compared.GREATER, compared, box) : Optional.of(box);
        }
        if (compared.field().equals(greater) && compared.other().equals(lesser)) {
            boolean bound = compared.millionths() == Compared.ONE
                    || (compared.millionths() < Compared.ONE && isNeverBelowZero(lesser, box));
            return bound ? without(Compared.LESS, compared, box) : Optional.of(box);
        }
        return Optional.of(box);
    }

    private static Optional<Box> without(long outcome, Compared compared, Box box) {
        return Box.of(compared, compared.universe().minus(Numbers.only(outcome)))
                .flatMap(box::and);
    }

    /** Only then is a multiple as much or more, and a part as much or less. */
    private static boolean isNeverBelowZero(Field field, Box box) {
        Numbers values = (Numbers) box.side(new Dimension.Value(field));
        return values.spans().stream().allMatch(span -> span.least() >= 0);
    }

    @Override
    public Wording said(Box box) {
        return why;
    }
}
