package dev.tideline.rules.lint.relation;

import dev.tideline.rules.facts.Field;
import dev.tideline.rules.lint.solver.Box;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.lint.solver.Numbers.Span;
import dev.tideline.rules.problem.Wording;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where both are there, {@code scale * lesser <= factor * greater + slack}, in the kept units of the fields.
 *
 * @param scale at least 1
 * @param factor at least 1
 */
record AtMost(Field lesser, long scale, Field greater, long factor, long slack, Wording why, boolean certain)
        implements Relation {

    AtMost {
        Objects.requireNonNull(why, "why");
        if (lesser.type().scale() != greater.type().scale()) {
            throw new IllegalArgumentException("'%s' is %s and '%s' is %s: which is more cannot be told"
                    .formatted(lesser.column(), lesser.type(), greater.column(), greater.type()));
        }
    }

    @Override
    public List<Box> narrowed(Box box) {
        Dimension low = new Dimension.Value(lesser);
        Dimension high = new Dimension.Value(greater);
        if (!box.sides().containsKey(low) && !box.sides().containsKey(high)) {
            return List.of(box);
        }
        Numbers less = (Numbers) box.side(low);
        Numbers more = (Numbers) box.side(high);
        if (less.spans().isEmpty() || more.spans().isEmpty()) {
            return List.of(box);
        }
        Numbers left = more.missing() ? less : bounded(less, Numbers.between(Numbers.LEAST, most(more)));
        Numbers right = less.missing() ? more : bounded(more, Numbers.between(least(less), Long.MAX_VALUE));
        return Box.of(Map.of(low, left, high, right)).flatMap(box::and).stream().toList();
    }

    /** The most that the lesser can be. */
    private long most(Numbers more) {
        List<Span> spans = more.spans();
        long most = spans.get(spans.size() - 1).most();
        return most == Long.MAX_VALUE
                ? most
                : clamped(floor(times(most, factor).add(BigInteger.valueOf(slack)), BigInteger.valueOf(scale)));
    }

    /** The least that the greater can be. */
    private long least(Numbers less) {
        long least = less.spans().get(0).least();
        BigInteger wanted = times(least, scale).subtract(BigInteger.valueOf(slack));
        return least == Numbers.LEAST
                ? least
                : clamped(floor(wanted.negate(), BigInteger.valueOf(factor)).negate());
    }

    private static Numbers bounded(Numbers values, Numbers bound) {
        return values.and(values.missing() ? bound.orMissing() : bound);
    }

    private static BigInteger times(long value, long by) {
        return BigInteger.valueOf(value).multiply(BigInteger.valueOf(by));
    }

    private static BigInteger floor(BigInteger value, BigInteger by) {
        BigInteger[] parts = value.divideAndRemainder(by);
        return parts[1].signum() < 0 ? parts[0].subtract(BigInteger.ONE) : parts[0];
    }

    private static long clamped(BigInteger value) {
        return value.max(BigInteger.valueOf(Numbers.LEAST))
                .min(BigInteger.valueOf(Long.MAX_VALUE))
                .longValueExact();
    }

    @Override
    public Wording said(Box box) {
        return why;
    }
}
