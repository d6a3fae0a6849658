package dev.tideline.rules.segments;

import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.derive.Derivations;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** The fields that tell of the stage before and of the time the present one was entered. Only hours follow from it. */
record StageFields(Field previous, Field enteredAt, Derivations sinceEntered) {

    static StageFields of(FactSchema schema) {
        Field enteredAt = schema.require("stage_entered_at");
        return new StageFields(
                schema.require("previous_stage"),
                enteredAt,
                Derivations.of(schema).reading(enteredAt));
    }

    void setPrevious(FactBuilder builder, @Nullable String stage) {
        builder.text(previous.slot(), stage);
    }

    void set(FactBuilder builder, SegmentState state, Instant asOf) {
        setPrevious(builder, state.previousStage());
        builder.number(enteredAt.slot(), state.stageEnteredAt());
        sinceEntered.at(asOf, ZoneOffset.UTC).apply(builder);
    }
}
