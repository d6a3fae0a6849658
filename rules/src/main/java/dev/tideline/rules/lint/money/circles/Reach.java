package dev.tideline.rules.lint.money.circles;

import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.problem.Wording;
import java.util.Objects;

/**
 * What an incentive brings a field to, for somebody who had nothing.
 *
 * @param column the field
 * @param values the values it may bring it to, in kept units
 * @param restarts whether it sets a count of days back to 0, where others raise a number for good
 * @param how in words: {@code its reward}
 */
record Reach(String column, Numbers values, boolean restarts, Wording how) {
    Reach {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(values, "values");
        Objects.requireNonNull(how, "how");
    }

    /** Where it begins. */
    long least() {
        return values.spans().get(0).least();
    }
}
