package dev.tideline.rules.lint.solver;

import dev.tideline.rules.facts.Fact;
import java.util.ArrayList;
import java.util.List;

/**
 * A set of numbers in the kept units of a field.
 *
 * @param spans ascending, neither overlapping nor adjacent
 * @param missing whether a missing value is in it
 */
public record Numbers(List<Span> spans, boolean missing) implements Values {

    /** The least number that can be kept: one below it stands for "missing". */
    public static final long LEAST = Fact.MISSING + 1;

    /** Numbers from one to another, both included. */
    public record Span(long least, long most) {
        public Span {
            if (least > most) {
                throw new IllegalArgumentException("Span from " + least + " to " + most + " is empty");
            }
        }
    }

    public Numbers {
        spans = List.copyOf(spans);
    }

    /** The numbers from one to another, both included; none if the first is larger. */
    public static Numbers between(long least, long most) {
        return new Numbers(least > most ? List.of() : List.of(new Span(least, most)), false);
    }

    /** One number. */
    public static Numbers only(long number) {
        return between(number, number);
    }

    /** Every number. */
    public static Numbers any() {
        return between(LEAST, Long.MAX_VALUE);
    }

    /** The same, with "missing". */
    public Numbers orMissing() {
        return new Numbers(spans, true);
    }

    /** Whether a number is in it. */
    public boolean holds(long number) {
        return spans.stream().anyMatch(span -> span.least <= number && number <= span.most);
    }

    @Override
    public Numbers and(Values other) {
        Numbers that = (Numbers) other;
        List<Span> both = new ArrayList<>();
        int i = 0;
        int j = 0;
        while (i < spans.size() && j < that.spans.size()) {
            Span one = spans.get(i);
            Span two = that.spans.get(j);
            if (Math.max(one.least, two.least) <= Math.min(one.most, two.most)) {
                both.add(new Span(Math.max(one.least, two.least), Math.min(one.most, two.most)));
            }
            if (one.most < two.most) {
                i++;
            } else {
                j++;
            }
        }
        return new Numbers(both, missing && that.missing);
    }

    @Override
    public Numbers or(Values other) {
        return opposite().and(((Numbers) other).opposite()).opposite();
    }

    @Override
    public Numbers minus(Values other) {
        return and(((Numbers) other).opposite());
    }

    @Override
    public Numbers present() {
        return missing ? new Numbers(spans, false) : this;
    }

    @Override
    public boolean isEmpty() {
        return spans.isEmpty() && !missing;
    }

    /** Every number, and "missing", that is not in it. */
    private Numbers opposite() {
        List<Span> gaps = new ArrayList<>();
        long next = LEAST;
        for (Span span : spans) {
            if (span.least > next) {
                gaps.add(new Span(next, span.least - 1));
            }
            if (span.most == Long.MAX_VALUE) {
                return new Numbers(gaps, !missing);
            }
            next = span.most + 1;
        }
        gaps.add(new Span(next, Long.MAX_VALUE));
        return new Numbers(gaps, !missing);
    }
}
