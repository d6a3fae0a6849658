package dev.tideline.rules.facts.derive;

import dev.tideline.rules.facts.Derivation;
import dev.tideline.rules.facts.Derivation.Kind;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Every field of a schema that follows from an instant field and the instant of evaluation. Immutable, thread-safe.
 * Bind it to an instant once ({@link #at}), then fill any number of users.
 */
public final class Derivations {

    private final Step[] steps;

    private Derivations(List<Step> steps) {
        this.steps = steps.toArray(new Step[0]);
    }

    /**
     * The derivations of a schema.
     *
     * @throws IllegalArgumentException if one reads a field that is no instant, or sets one that is no number
     */
    public static Derivations of(FactSchema schema) {
        List<Step> steps = new ArrayList<>();
        for (Field field : schema.fields()) {
            field.derived().ifPresent(derivation -> steps.add(Step.of(schema, field, derivation)));
        }
        return new Derivations(steps);
    }

    /** Only those that read this field. */
    public Derivations reading(Field source) {
        return new Derivations(
                Arrays.stream(steps).filter(step -> step.from == source.slot()).toList());
    }

    /** Only those that set one of these fields. */
    public Derivations setting(Collection<Field> fields) {
        Set<Integer> slots = fields.stream()
                .filter(field -> field.derived().isPresent())
                .map(Field::slot)
                .collect(Collectors.toSet());
        return new Derivations(
                Arrays.stream(steps).filter(step -> slots.contains(step.to)).toList());
    }

    /** Fills the derived fields of one builder; for many use {@link #at}. */
    public static void apply(FactBuilder builder, Instant asOf, ZoneId zone) {
        of(builder.schema()).at(asOf, zone).apply(builder);
    }

    /**
     * These derivations at one instant.
     *
     * @param asOf instant of evaluation
     * @param zone zone that calendar days are counted in
     */
    public At at(Instant asOf, ZoneId zone) {
        return new At(this, new Moment(asOf, zone));
    }

    /** Derivations bound to an instant and a zone. Immutable, thread-safe. */
    public static final class At {

        private final Step[] steps;
        private final Moment moment;

        private At(Derivations derivations, Moment moment) {
            this.steps = derivations.steps;
            this.moment = moment;
        }

        /**
         * Sets every derived field from the instants set so far. A missing instant gives a missing number; so does one
         * after the instant of evaluation for {@code …Since}, and one before it for {@code …Until}.
         */
        public void apply(FactBuilder builder) {
            for (Step step : steps) {
                builder.number(step.to, moment.derive(step.kind, builder.number(step.from)));
            }
        }
    }

    private record Step(Kind kind, int from, int to) {

        static Step of(FactSchema schema, Field field, Derivation derivation) {
            Field source = schema.require(derivation.column());
            FieldType result = derivation.kind() == Kind.BEFORE ? FieldType.FLAG : FieldType.WHOLE;
            if (source.type() != FieldType.INSTANT || field.type() != result) {
                throw new IllegalArgumentException(
                        "Field '%s' derives %s from %s '%s'; it should be a %s derived from an INSTANT"
                                .formatted(field.column(), field.type(), source.type(), source.column(), result));
            }
            return new Step(derivation.kind(), source.slot(), field.slot());
        }
    }
}
