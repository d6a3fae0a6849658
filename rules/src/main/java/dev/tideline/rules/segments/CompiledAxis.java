package dev.tideline.rules.segments;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.interpretation.Reads;
import dev.tideline.rules.language.Condition;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An axis laid out for evaluation. Immutable. */
final class CompiledAxis {

    private final Axis axis;
    private final Field field;
    private final String[] names;
    private final Condition[] conditions;
    private final Cause[] causes;

    CompiledAxis(Axis axis, FactSchema schema) {
        this.axis = axis;
        this.field = schema.require(axis.column());
        this.names = axis.values().stream().map(Axis.Value::name).toArray(String[]::new);
        this.causes =
                axis.values().stream().map(value -> Cause.of(value.condition())).toArray(Cause[]::new);
        this.conditions = axis.values().stream().map(Axis.Value::condition).toArray(Condition[]::new);
    }

    String column() {
        return axis.column();
    }

    /** The first value whose condition holds, or null. */
    @Nullable
    String valueFor(User user) {
        for (int i = 0; i < conditions.length; i++) {
            if (Interpreter.holds(conditions[i], user)) {
                return names[i];
            }
        }
        return null;
    }

    /** Why the user has this value; empty if he has none. */
    String causeOf(@Nullable String value, User user) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(value)) {
                return causes[i].text(user);
            }
        }
        return "";
    }

    /** Whether one of its conditions reads one of these fields, by itself or through the instant it derives from. */
    boolean readsAnyOf(Set<Field> fields) {
        Set<String> columns = fields.stream().map(Field::column).collect(Collectors.toSet());
        return axis.values().stream()
                .flatMap(value -> Reads.of(value.condition()).stream())
                .anyMatch(read -> columns.contains(read.column())
                        || read.derived()
                                .filter(derivation -> columns.contains(derivation.column()))
                                .isPresent());
    }

    void set(FactBuilder builder, @Nullable String value) {
        if (field.type().isNumber()) {
            builder.number(field.slot(), value == null ? Fact.MISSING : Long.parseLong(value));
        } else {
            builder.text(field.slot(), value);
        }
    }
}
