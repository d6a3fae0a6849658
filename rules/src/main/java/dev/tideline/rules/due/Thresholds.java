package dev.tideline.rules.due;

import dev.tideline.rules.facts.Fact;
import java.util.Arrays;
import java.util.Collection;
import java.util.OptionalLong;
import java.util.stream.LongStream;

/**
 * Where the truth of rules can change along the values of one field. A cut {@code c} lies between the values below
 * {@code c} and those from {@code c} on: as long as a value stays between two cuts, no comparison of it changes.
 * Values are in the kept units of the field. Immutable.
 */
public final class Thresholds {

    private static final Thresholds ANY_CHANGE = new Thresholds(true, new long[0]);

    private final boolean anyChange;
    private final long[] cuts;

    private Thresholds(boolean anyChange, long[] ascending) {
        this.anyChange = anyChange;
        this.cuts = ascending;
    }

    /** Every change of the value may change the truth: it is compared with another field, or is a text. */
    public static Thresholds anyChange() {
        return ANY_CHANGE;
    }

    /** These cuts. */
    public static Thresholds cuts(Collection<Long> cuts) {
        return of(cuts.stream().mapToLong(Long::longValue));
    }

    private static Thresholds of(LongStream cuts) {
        return new Thresholds(false, cuts.sorted().distinct().toArray());
    }

    /** The cuts in ascending order; empty if every change counts or none does. */
    public long[] cuts() {
        return cuts.clone();
    }

    /** Whether the truth may differ between these two values; either may be {@link Fact#MISSING}. */
    public boolean separates(long before, long after) {
        if (before == after) {
            return false;
        }
        if (anyChange || before == Fact.MISSING || after == Fact.MISSING) {
            return true;
        }
        int above = firstAbove(Math.min(before, after));
        return above < cuts.length && cuts[above] <= Math.max(before, after);
    }

    /** The smallest value above this one at which the truth may differ; empty if it never does again. */
    public OptionalLong nextAbove(long value) {
        if (anyChange) {
            return value == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(value + 1);
        }
        int above = firstAbove(value);
        return above == cuts.length ? OptionalLong.empty() : OptionalLong.of(cuts[above]);
    }

    /** The largest value below this one at which the truth may differ; empty if it never does again. */
    public OptionalLong nextBelow(long value) {
        if (anyChange) {
            return value <= Fact.MISSING + 1 ? OptionalLong.empty() : OptionalLong.of(value - 1);
        }
        int last = firstAbove(value) - 1;
        return last < 0 || cuts[last] <= Fact.MISSING + 1 ? OptionalLong.empty() : OptionalLong.of(cuts[last] - 1);
    }

    /** Index of the first cut above a value. */
    private int firstAbove(long value) {
        int at = Arrays.binarySearch(cuts, value);
        return at < 0 ? -at - 1 : at + 1;
    }

    /** Both together. */
    public Thresholds and(Thresholds other) {
        if (anyChange || other.anyChange) {
            return ANY_CHANGE;
        }
        return of(LongStream.concat(Arrays.stream(cuts), Arrays.stream(other.cuts)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Thresholds that && anyChange == that.anyChange && Arrays.equals(cuts, that.cuts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cuts) + (anyChange ? 1 : 0);
    }

    @Override
    public String toString() {
        return anyChange ? "any change" : Arrays.toString(cuts);
    }
}
