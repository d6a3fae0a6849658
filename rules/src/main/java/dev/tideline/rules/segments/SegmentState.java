package dev.tideline.rules.segments;

import dev.tideline.rules.facts.Fact;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The segments of one user after an assignment. Immutable.
 *
 * @param values value by axis (its column), in the order of the files; an axis without a value is absent
 * @param previousStage stage before the present one; null if there was none
 * @param stageEnteredAt when the present stage was entered, in microseconds since 1970, or {@link Fact#MISSING}
 * @param changes what the assignment that made this state changed; not part of the stored form
 */
public record SegmentState(
        Map<String, String> values, @Nullable String previousStage, long stageEnteredAt, List<SegmentChange> changes) {

    /** The axis of the lifecycle stage. */
    public static final String STAGE = "lifecycle_stage";

    /** The state of a user who has never been assigned. */
    public static final SegmentState NONE = new SegmentState(Map.of(), null, Fact.MISSING, List.of());

    public SegmentState {
        Objects.requireNonNull(values, "values");
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        changes = List.copyOf(changes);
    }

    /** The lifecycle stage; empty if no stage fits. */
    public Optional<String> stage() {
        return value(STAGE);
    }

    /** The value on an axis. */
    public Optional<String> value(String axis) {
        return Optional.ofNullable(values.get(axis));
    }

    /** This state without its changes: what is stored. */
    public SegmentState settled() {
        return changes.isEmpty() ? this : new SegmentState(values, previousStage, stageEnteredAt, List.of());
    }

    /**
     * The stored form, one flat JSON object of strings by column:
     * {@code {"lifecycle_stage":"ACTIVE","previous_stage":"DORMANT","stage_entered_at":"2026-03-31T00:00:00Z","rfm_r":"5"}}.
     */
    public String json() {
        return SegmentStateJson.write(this);
    }

    /**
     * Reads the stored form; unknown keys are kept as axes.
     *
     * @throws IllegalArgumentException if it is no such object
     */
    public static SegmentState fromJson(String json) {
        return SegmentStateJson.read(json);
    }
}
