package dev.tideline.rules.due;

import dev.tideline.rules.facts.Fact;
import java.util.Collection;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * Where the truth of rules can change along the values of one field. A cut {@code c} lies between the values below
 * {@code c} and those from {@code c} on: as long as a value stays between two cuts, no comparison of it changes.
 * Values are in the kept units of the field. Immutable.
 */
public final class Thresholds {

    private static final Thresholds ANY_CHANGE = new Thresholds(true, new TreeSet<>());

    private final boolean anyChange;
    private final NavigableSet<Long> cuts;

    private Thresholds(boolean anyChange, NavigableSet<Long> cuts) {
        this.anyChange = anyChange;
        this.cuts = cuts;
    }

    /** Every change of the value may change the truth: it is compared with another field, or is a text. */
    public static Thresholds anyChange() {
        return ANY_CHANGE;
    }

    /** These cuts. */
    public static Thresholds cuts(Collection<Long> cuts) {
        return new Thresholds(false, new TreeSet<>(cuts));
    }

    /** The cuts in ascending order; empty if every change counts or none does. */
    public long[] cuts() {
        return cuts.stream().mapToLong(Long::longValue).toArray();
    }

    /** Whether the truth may differ between these two values; either may be {@link Fact#MISSING}. */
    public boolean separates(long before, long after) {
        if (before == after) {
            return false;
        }
        if (anyChange || before == Fact.MISSING || after == Fact.MISSING) {
            return true;
        }
        Long cut = cuts.higher(Math.min(before, after));
        return cut != null && cut <= Math.max(before, after);
    }

    /** The smallest value above this one at which the truth may differ; empty if it never does again. */
    public OptionalLong nextAbove(long value) {
        if (anyChange) {
            return value == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(value + 1);
        }
        Long cut = cuts.higher(value);
        return cut == null ? OptionalLong.empty() : OptionalLong.of(cut);
    }

    /** The largest value below this one at which the truth may differ; empty if it never does again. */
    public OptionalLong nextBelow(long value) {
        if (anyChange) {
            return value <= Fact.MISSING + 1 ? OptionalLong.empty() : OptionalLong.of(value - 1);
        }
        Long cut = cuts.floor(value);
        return cut == null || cut <= Fact.MISSING + 1 ? OptionalLong.empty() : OptionalLong.of(cut - 1);
    }

    /** Both together. */
    public Thresholds and(Thresholds other) {
        if (anyChange || other.anyChange) {
            return ANY_CHANGE;
        }
        NavigableSet<Long> both = new TreeSet<>(cuts);
        both.addAll(other.cuts);
        return cuts(both);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Thresholds that && anyChange == that.anyChange && cuts.equals(that.cuts);
    }

    @Override
    public int hashCode() {
        return cuts.hashCode() + (anyChange ? 1 : 0);
    }

    @Override
    public String toString() {
        return anyChange ? "any change" : cuts.toString();
    }
}
