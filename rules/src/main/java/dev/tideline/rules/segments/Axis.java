package dev.tideline.rules.segments;

import dev.tideline.rules.language.Condition;
import java.util.List;
import java.util.Objects;

/**
 * One axis of segmentation: the first value whose condition holds is the user's.
 *
 * @param column the segment field it sets
 * @param meaning one sentence
 * @param values in the order they are tried
 */
public record Axis(String column, String meaning, List<Value> values) {

    public Axis {
        Objects.requireNonNull(column, "column");
        Objects.requireNonNull(meaning, "meaning");
        values = List.copyOf(values);
    }

    /**
     * One value of an axis.
     *
     * @param name the value
     * @param text its condition as written
     * @param condition its condition, checked
     * @param meaning one sentence; empty if the condition says it all
     */
    public record Value(String name, String text, Condition condition, String meaning) {
        public Value {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(condition, "condition");
        }
    }
}
