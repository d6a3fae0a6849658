package dev.tideline.rules.segments;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A user left one value of an axis and entered another.
 *
 * @param axis column of the axis, such as {@code lifecycle_stage}
 * @param from value that was left; null if there was none
 * @param to value that was entered; null if none fits any more
 * @param cause the clauses of the entered value's condition with what was read, such as
 *     {@code daysSinceLastTrade >= 90: 91}
 */
public record SegmentChange(
        String axis, @Nullable String from, @Nullable String to, String cause) {

    public SegmentChange {
        Objects.requireNonNull(axis, "axis");
        Objects.requireNonNull(cause, "cause");
    }
}
