package dev.tideline.rules.lint.solver;

/** A set of values along one {@link Dimension}; "missing" is a value too. Both sides of an operation are of one kind. Immutable. */
public sealed interface Values permits Numbers, Words {

    /** What is in both. */
    Values and(Values other);

    /** What is in one or both. */
    Values or(Values other);

    /** What is in this and not in the other. */
    Values minus(Values other);

    /** This without "missing". */
    Values present();

    /** Whether "missing" is in it. */
    boolean missing();

    /** Whether nothing is in it. */
    boolean isEmpty();

    /** Whether all of it is in the other. */
    default boolean within(Values other) {
        return minus(other).isEmpty();
    }
}
