package dev.tideline.rules.language;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Field.Owner;

/** Whose text it is, and so which fields it may read. A derived field is seen where the field it follows from is seen. */
public enum Visibility {
    /** Playbook rules see sources and segments. */
    PLAYBOOK,
    /** Segments see sources and the stage before. */
    SEGMENT,
    /** Guardrails see every field. */
    GUARDRAIL;

    private static final String STAGE_BEFORE = "previous_stage";

    /** Whether text of this kind may read the field. */
    public boolean sees(Field field, FactSchema schema) {
        return switch (this) {
            case GUARDRAIL -> true;
            case PLAYBOOK -> owner(field, schema) != Owner.ENGINE;
            case SEGMENT ->
                owner(field, schema) == Owner.SOURCE || field.column().equals(STAGE_BEFORE);
        };
    }

    private static Owner owner(Field field, FactSchema schema) {
        return field.derived()
                .flatMap(derivation -> schema.column(derivation.column()))
                .map(Field::owner)
                .orElse(field.owner());
    }
}
