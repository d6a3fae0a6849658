package dev.tideline.rules.reading.condition;

import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.problem.Nearest;
import dev.tideline.rules.problem.Wording;
import dev.tideline.rules.tokens.Problems;
import dev.tideline.rules.tokens.Token;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Finds the fields of one fact by their names, and says what is wrong with a name. */
final class FieldFinder {

    private final Map<String, FactSchema> facts;
    private final FactSchema schema;
    private final Visibility visibility;
    private final Problems problems;

    /** Finds those of this fact; where a field of another one is named, that is told. */
    FieldFinder(Map<String, FactSchema> facts, String fact, Visibility visibility, Problems problems) {
        this.facts = facts;
        this.schema = Objects.requireNonNull(facts.get(fact), fact);
        this.visibility = visibility;
        this.problems = problems;
    }

    /** The field of this name; empty after a problem. */
    Optional<Field> field(Token name) {
        Optional<Field> field = schema.named(name.text());
        if (field.isEmpty()) {
            problems.add(name, elsewhere(name.text()).orElseGet(() -> unknown(name.text())));
        } else if (!visibility.sees(field.get(), schema)) {
            problems.add(name, Wording.of("a field that this text may see: the engine keeps this one for itself"));
            return Optional.empty();
        }
        return field;
    }

    private Optional<Wording> elsewhere(String name) {
        return facts.entrySet().stream()
                .filter(fact -> fact.getValue()
                        .named(name)
                        .filter(field -> visibility.sees(field, fact.getValue()))
                        .isPresent())
                .map(fact -> Wording.of("a field of this fact; this one is a field of `{0}`", fact.getKey()))
                .findFirst();
    }

    private Wording unknown(String name) {
        Wording hint = schema.column(name)
                .map(field -> Nearest.meant(field.name()))
                .orElseGet(() -> Nearest.hint(
                        name,
                        schema.fields().stream()
                                .filter(field -> visibility.sees(field, schema))
                                .map(Field::name)
                                .toList()));
        return Wording.of("no field has this name; {0}", hint);
    }
}
