package dev.tideline.rules.lint.money.circles;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.BoxText;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.lint.solver.Region;
import dev.tideline.rules.lint.solver.Values;
import dev.tideline.rules.lint.subject.Offer;
import dev.tideline.rules.problem.Wording;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one offer brings about makes the rule of another fit.
 *
 * @param from the offer
 * @param to the other one
 * @param said by which field and how
 */
record Link(Offer from, Offer to, Wording said) {

    /** The link between two offers, if what the first one does alone is enough for a field that the second one asks. */
    static Optional<Link> between(Offer from, List<Reach> does, Offer to, Region asked) {
        for (Box box : asked.boxes()) {
            for (Reach reach : does) {
                Optional<Map.Entry<Dimension, Values>> side = side(box, reach);
                if (side.isPresent()
                        && brings(reach, side.get())
                        && does.stream().noneMatch(other -> breaks(other, box))) {
                    return Optional.of(new Link(from, to, said(from, to, reach, side.get())));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<Map.Entry<Dimension, Values>> side(Box box, Reach reach) {
        return box.sides().entrySet().stream()
                .filter(side -> side.getKey() instanceof Dimension.Value)
                .filter(side -> side.getKey().field().column().equals(reach.column()))
                .filter(side -> side.getValue() instanceof Numbers)
                .findFirst();
    }

    /** Whether the field fits afterwards and did not for somebody who had nothing. */
    private static boolean brings(Reach reach, Map.Entry<Dimension, Values> side) {
        Field field = side.getKey().field();
        Numbers wanted = (Numbers) side.getValue();
        boolean before = field.nullable() ? wanted.missing() : wanted.holds(0);
        return !before && !wanted.and(reach.values()).isEmpty();
    }

    /** Whether it makes the rule unfit for good: what asks for no deposit ever is over with the first one. */
    private static boolean breaks(Reach reach, Box box) {
        return !reach.restarts()
                && side(box, reach)
                        .filter(side -> side.getValue()
                                .and(Numbers.between(reach.least(), Long.MAX_VALUE))
                                .isEmpty())
                        .isPresent();
    }

    private static Wording said(Offer from, Offer to, Reach reach, Map.Entry<Dimension, Values> side) {
        return Wording.of(
                "`{0}` offers `{1}`; {2} brings {3}, and `{4}` asks for {5}",
                from.rule().name(),
                from.incentive().key(),
                reach.how(),
                BoxText.of(side.getKey(), reach.values()),
                to.rule().name(),
                BoxText.of(side.getKey(), side.getValue()));
    }
}
