package dev.tideline.rules.lint.relation;

import dev.tideline.rules.facts.Derivation;
import dev.tideline.rules.facts.Derivation.Kind;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Values;
import dev.tideline.rules.problem.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Fields that the engine derives from one instant: they are there together, and their days and hours agree. Stateless. */
final class Instants {

    private static final long HOURS = 24;

    /**
     * Two instants of d calendar days between them are more than d - 1 and less than d + 1 days apart, give or take an hour
     * where clocks change; and full hours leave out up to one.
     */
    private static final long SLACK = HOURS + 2;

    private Instants() {}

    static List<Relation> of(FactSchema schema) {
        List<Relation> relations = new ArrayList<>();
        for (Field field : schema.fields()) {
            field.derived()
                    .filter(derivation -> derivation.kind() != Kind.BEFORE)
                    .ifPresent(derivation -> relations.addAll(of(schema, field, derivation)));
        }
        return relations;
    }

    private static List<Relation> of(FactSchema schema, Field derived, Derivation derivation) {
        Field instant = schema.require(derivation.column());
        List<Relation> relations = new ArrayList<>(List.of(
                present(derived, instant, Wording.of("`{0}` counts from `{1}`", derived.name(), instant.name()))));
        with(schema, derivation, derivation.kind() == Kind.HOURS_SINCE, Kind.DAYS_SINCE)
                .or(() -> with(schema, derivation, derivation.kind() == Kind.HOURS_UNTIL, Kind.DAYS_UNTIL))
                .ifPresent(days -> relations.addAll(agreeing(derived, days, instant)));
        return relations;
    }

    private static Optional<Field> with(FactSchema schema, Derivation hours, boolean counts, Kind days) {
        Derivation wanted = new Derivation(days, hours.column());
        return schema.fields().stream()
                .filter(field ->
                        counts && field.derived().filter(wanted::equals).isPresent())
                .findFirst();
    }

    private static List<Relation> agreeing(Field hours, Field days, Field instant) {
        Wording why =
                Wording.of("`{0}` and `{1}` count from one instant, `{2}`", hours.name(), days.name(), instant.name());
        return List.of(
                present(hours, days, why),
                present(days, hours, why),
                new AtMost(hours, 1, days, HOURS, SLACK, why, true),
                new AtMost(days, HOURS, hours, 1, SLACK, why, true));
    }

    private static Relation present(Field one, Field other, Wording why) {
        return new OnlyWith(one, present(one), other, present(other), why, true);
    }

    private static Values present(Field field) {
        return new Dimension.Value(field).universe().present();
    }
}
