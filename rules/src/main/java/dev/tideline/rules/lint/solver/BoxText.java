package dev.tideline.rules.lint.solver;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.interpretation.ValueText;
import dev.tideline.rules.lint.solver.Dimension.Compared;
import dev.tideline.rules.lint.solver.Numbers.Span;
import dev.tideline.rules.problem.Wording;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Says boxes in the words of the fields. Stateless. */
public final class BoxText {

    private BoxText() {}

    /** All sides: {@code `daysSinceLastTrade` 30 to 59, `regionGroup` EU or UK}; {@code anybody} if there are none. */
    public static Wording of(Box box) {
        return join(box, values -> values);
    }

    /** One side: {@code `daysSinceLastTrade` 30 to 59}. */
    public static Wording of(Dimension dimension, Values values) {
        if (dimension instanceof Dimension.Contains contains) {
            boolean has = ((Numbers) values).holds(1);
            String field = contains.field().name();
            return has
                    ? Wording.of("`{0}` with {1}", field, contains.word())
                    : Wording.of("`{0}` without {1}", field, contains.word());
        }
        return dimension instanceof Compared compared
                ? compared(compared, (Numbers) values)
                : Wording.of("`{0}` {1}", dimension.field().name(), values(dimension.field(), values));
    }

    /** One user of the box, as far as it says anything of him: {@code `daysSinceLastTrade` 30, `regionGroup` EU}. */
    public static Wording example(Box box) {
        return join(box, BoxText::example);
    }

    private static Wording join(Box box, UnaryOperator<Values> shown) {
        List<Wording> sides = box.sides().entrySet().stream()
                .filter(side -> !goesWithoutSaying(side.getKey(), side.getValue(), box))
                .map(side -> of(side.getKey(), shown.apply(side.getValue())))
                .toList();
        return sides.isEmpty() ? Wording.of("anybody") : Wording.listed(sides);
    }

    /** That a value is there, where it is compared with another. */
    private static boolean goesWithoutSaying(Dimension dimension, Values values, Box box) {
        return dimension instanceof Dimension.Value value
                && values.equals(value.universe().present())
                && box.sides().keySet().stream()
                        .anyMatch(other -> other instanceof Compared compared
                                && (compared.field().equals(value.field())
                                        || compared.other().equals(value.field())));
    }

    /** One value of a set: the least number or the first word, and "missing" only if there is no other. */
    private static Values example(Values values) {
        if (values instanceof Words words) {
            return words.allBut() || words.named().isEmpty()
                    ? words
                    : Words.of(List.of(words.named().first()));
        }
        List<Span> spans = ((Numbers) values).spans();
        if (spans.isEmpty()) {
            return values;
        }
        Span first = spans.get(0);
        boolean open = first.least() == Numbers.LEAST;
        return open && first.most() == Long.MAX_VALUE
                ? values.present()
                : Numbers.only(open ? Math.min(first.most(), 0) : first.least());
    }

    private static String name(Field field) {
        return "`" + field.name() + "`";
    }

    private static Wording compared(Compared compared, Numbers outcomes) {
        String other = compared.millionths() == Compared.ONE
                ? name(compared.other())
                : ValueText.literal(compared.millionths(), FieldType.RATIO) + " * " + name(compared.other());
        List<Wording> words = new ArrayList<>();
        addIf(outcomes.holds(Compared.LESS), Wording.of("below"), words);
        addIf(outcomes.holds(Compared.EQUAL), Wording.of("equal to"), words);
        addIf(outcomes.holds(Compared.GREATER), Wording.of("above"), words);
        addIf(outcomes.holds(Compared.UNDEFINED), Wording.of("not comparable with"), words);
        return Wording.of("{0} {1} {2}", name(compared.field()), Wording.anyOf(words), other);
    }

    private static void addIf(boolean holds, Wording word, List<Wording> words) {
        if (holds) {
            words.add(word);
        }
    }

    private static Wording values(Field field, Values values) {
        List<Wording> said = new ArrayList<>();
        if (values instanceof Words words) {
            boolean any = words.named().isEmpty();
            List<Wording> named = words.named().stream().map(Wording::verbatim).toList();
            addIf(words.allBut() && any, Wording.of("present"), said);
            addIf(words.allBut() && !any, Wording.of("other than {0}", Wording.listed(named)), said);
            addIf(!words.allBut() && !any, Wording.anyOf(named), said);
        } else {
            ((Numbers) values).spans().forEach(span -> said.add(span(field, span)));
        }
        addIf(values.missing(), Wording.of("missing"), said);
        return Wording.anyOf(said);
    }

    private static Wording span(Field field, Span span) {
        boolean open = span.least() == Numbers.LEAST;
        boolean up = span.most() == Long.MAX_VALUE;
        if (open || up) {
            return open && up ? Wording.of("present") : open ? below(field, span.most()) : above(field, span.least());
        }
        if (span.least() == span.most()) {
            return Wording.verbatim(literal(field, span.least()));
        }
        if (isRounder(field, span.least() - 1, span.least())) {
            return Wording.of("above {0} and {1}", literal(field, span.least() - 1), below(field, span.most()));
        }
        boolean rounder = isRounder(field, span.most() + 1, span.most());
        Object end = rounder ? below(field, span.most()) : literal(field, span.most());
        return Wording.of("{0} to {1}", literal(field, span.least()), end);
    }

    private static Wording below(Field field, long most) {
        return isRounder(field, most + 1, most)
                ? Wording.of("below {0}", literal(field, most + 1))
                : Wording.of("at most {0}", literal(field, most));
    }

    private static Wording above(Field field, long least) {
        return isRounder(field, least - 1, least)
                ? Wording.of("above {0}", literal(field, least - 1))
                : Wording.of("at least {0}", literal(field, least));
    }

    /** Whether a value beside a border is said with fewer digits: 100 instead of 99.999999. */
    private static boolean isRounder(Field field, long beside, long border) {
        int scale = field.type().scale();
        return scale > 0 && decimals(beside, scale) < decimals(border, scale);
    }

    private static int decimals(long value, int scale) {
        return Math.max(0, BigDecimal.valueOf(value, scale).stripTrailingZeros().scale());
    }

    private static String literal(Field field, long value) {
        return ValueText.literal(value, field.type());
    }
}
