package dev.tideline.rules.lint.solver;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A set of words.
 *
 * @param allBut whether it is every word but the named ones, instead of the named ones
 * @param named the words
 * @param missing whether a missing value is in it
 */
public record Words(boolean allBut, SortedSet<String> named, boolean missing) implements Values {

    public Words {
        named = Collections.unmodifiableSortedSet(new TreeSet<>(named));
    }

    /** These words. */
    public static Words of(Collection<String> words) {
        return new Words(false, new TreeSet<>(words), false);
    }

    /** Every word. */
    public static Words any() {
        return new Words(true, new TreeSet<>(), false);
    }

    /** The same, with "missing". */
    public Words orMissing() {
        return new Words(allBut, named, true);
    }

    @Override
    public Words and(Values other) {
        Words that = (Words) other;
        boolean both = missing && that.missing;
        if (allBut && that.allBut) {
            return new Words(true, united(named, that.named), both);
        }
        Words listed = allBut ? that : this;
        Words filter = allBut ? this : that;
        SortedSet<String> left = new TreeSet<>(listed.named);
        left.removeIf(word -> filter.named.contains(word) == filter.allBut);
        return new Words(false, left, both);
    }

    @Override
    public Words or(Values other) {
        return opposite().and(((Words) other).opposite()).opposite();
    }

    @Override
    public Words minus(Values other) {
        return and(((Words) other).opposite());
    }

    @Override
    public Words present() {
        return missing ? new Words(allBut, named, false) : this;
    }

    @Override
    public boolean isEmpty() {
        return !allBut && named.isEmpty() && !missing;
    }

    private Words opposite() {
        return new Words(!allBut, named, !missing);
    }

    private static SortedSet<String> united(SortedSet<String> one, SortedSet<String> other) {
        SortedSet<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
