package dev.tideline.rules.lint.solver;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.interpretation.ValueText;
import dev.tideline.rules.lint.solver.Dimension.Compared;
import dev.tideline.rules.lint.solver.Numbers.Span;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Says boxes in the words of the fields. Stateless. */
public final class BoxText {

    private BoxText() {}

    /** All sides: {@code `daysSinceLastTrade` 30 to 59, `regionGroup` EU or UK}; {@code anybody} if there are none. */
    public static String of(Box box) {
        return join(box, values -> values);
    }

    /** One side: {@code `daysSinceLastTrade` 30 to 59}. */
    public static String of(Dimension dimension, Values values) {
        if (dimension instanceof Dimension.Contains contains) {
            boolean has = ((Numbers) values).holds(1);
            return name(contains.field()) + (has ? " with " : " without ") + contains.word();
        }
        return dimension instanceof Compared compared
                ? compared(compared, (Numbers) values)
                : name(dimension.field()) + " " + values(dimension.field(), values);
    }

    /** One user of the box, as far as it says anything of him: {@code `daysSinceLastTrade` 30, `regionGroup` EU}. */
    public static String example(Box box) {
        return join(box, BoxText::example);
    }

    private static String join(Box box, UnaryOperator<Values> shown) {
        String sides = box.sides().entrySet().stream()
                .filter(side -> !goesWithoutSaying(side.getKey(), side.getValue(), box))
                .map(side -> of(side.getKey(), shown.apply(side.getValue())))
                .collect(Collectors.joining(", "));
        return sides.isEmpty() ? "anybody" : sides;
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

    private static String compared(Compared compared, Numbers outcomes) {
        String other = compared.millionths() == Compared.ONE
                ? name(compared.other())
                : ValueText.literal(compared.millionths(), FieldType.RATIO) + " * " + name(compared.other());
        List<String> words = new ArrayList<>();
        addIf(outcomes.holds(Compared.LESS), "below", words);
        addIf(outcomes.holds(Compared.EQUAL), "equal to", words);
        addIf(outcomes.holds(Compared.GREATER), "above", words);
        addIf(outcomes.holds(Compared.UNDEFINED), "not comparable with", words);
        return name(compared.field()) + " " + String.join(" or ", words) + " " + other;
    }

    private static void addIf(boolean holds, String word, List<String> words) {
        if (holds) {
            words.add(word);
        }
    }

    private static String values(Field field, Values values) {
        List<String> said = new ArrayList<>();
        if (values instanceof Words words) {
            String named = String.join(words.allBut() ? ", " : " or ", words.named());
            addIf(words.allBut(), named.isEmpty() ? "present" : "other than " + named, said);
            addIf(!words.allBut() && !named.isEmpty(), named, said);
        } else {
            ((Numbers) values).spans().forEach(span -> said.add(span(field, span)));
        }
        addIf(values.missing(), "missing", said);
        return String.join(" or ", said);
    }

    private static String span(Field field, Span span) {
        boolean open = span.least() == Numbers.LEAST;
        boolean up = span.most() == Long.MAX_VALUE;
        if (open || up) {
            return open && up ? "present" : open ? below(field, span.most()) : above(field, span.least());
        }
        if (span.least() == span.most()) {
            return literal(field, span.least());
        }
        if (isRounder(field, span.least() - 1, span.least())) {
            return above(field, span.least()) + " and " + below(field, span.most());
        }
        boolean rounder = isRounder(field, span.most() + 1, span.most());
        return literal(field, span.least()) + " to "
                + (rounder ? below(field, span.most()) : literal(field, span.most()));
    }

    private static String below(Field field, long most) {
        return isRounder(field, most + 1, most)
                ? "below " + literal(field, most + 1)
                : "at most " + literal(field, most);
    }

    private static String above(Field field, long least) {
        return isRounder(field, least - 1, least)
                ? "above " + literal(field, least - 1)
                : "at least " + literal(field, least);
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
