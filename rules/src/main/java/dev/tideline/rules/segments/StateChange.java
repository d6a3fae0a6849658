package dev.tideline.rules.segments;

import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.value.FieldValues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A state in the making, with what differs from the one before. */
final class StateChange {

    private final SegmentState previous;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<SegmentChange> changes = new ArrayList<>();

    StateChange(SegmentState previous) {
        this.previous = previous;
    }

    void set(CompiledAxis axis, @Nullable String value, User user) {
        String before = previous.values().get(axis.column());
        if (value != null) {
            values.put(axis.column(), value);
        }
        if (!Objects.equals(before, value)) {
            changes.add(new SegmentChange(axis.column(), before, value, axis.causeOf(value, user)));
        }
    }

    SegmentState at(Instant asOf) {
        String before = previous.values().get(SegmentState.STAGE);
        boolean sameStage = Objects.equals(before, values.get(SegmentState.STAGE));
        return sameStage
                ? new SegmentState(values, previous.previousStage(), previous.stageEnteredAt(), changes)
                : new SegmentState(values, before, FieldValues.micros(asOf), changes);
    }
}
