package dev.tideline.rules.scenario;

import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.Field.Owner;
import dev.tideline.rules.facts.Market;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.derive.Derivations;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.vocabulary.AsOfFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.segments.SegmentState;
import dev.tideline.rules.segments.Segmentation;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** Makes the facts of a case, as the engine makes them of a user. */
record ScenarioFacts(Vocabulary vocabulary, Segmentation segmentation, ZoneId zone) {

    /** The user with derived fields and segments; a segment that is given wins over the computed one. */
    User user(Scenario scenario) {
        FactBuilder builder = vocabulary.user().builder();
        set(builder, scenario.user(), field -> field.owner() != Owner.SEGMENT);
        Derivations.apply(builder, scenario.asOf(), zone);
        segmentation.assign(builder, SegmentState.NONE, scenario.asOf());
        set(builder, scenario.user(), field -> field.owner() == Owner.SEGMENT);
        Derivations.apply(builder, scenario.asOf(), zone);
        return builder.user(scenario.name());
    }

    Market market(Scenario scenario) {
        FactBuilder builder = vocabulary.market().builder();
        set(builder, scenario.market(), field -> true);
        return builder.market();
    }

    AsOf asOf(Scenario scenario) {
        return AsOfFacts.of(vocabulary, scenario.asOf(), zone);
    }

    private static void set(FactBuilder builder, Map<Field, JsonNode> given, Predicate<Field> which) {
        given.forEach((field, value) -> {
            if (which.test(field)) {
                FieldValues.set(builder, field, value);
            }
        });
    }
}
