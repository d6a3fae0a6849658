package dev.tideline.rules.lint.relation;

import dev.tideline.rules.facts.Derivation;
import dev.tideline.rules.facts.Derivation.Kind;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.lint.solver.Dimension;
import dev.tideline.rules.lint.solver.Numbers;
import dev.tideline.rules.lint.solver.Values;
import dev.tideline.rules.problem.Wording;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads {@code facts/relations.yaml}, which names columns. */
final class RelationReader {

    private static final String FILE = "/facts/relations.yaml";
    private static final Numbers ABOVE_ZERO = Numbers.between(1, Long.MAX_VALUE);

    private final FactSchema schema;
    private final JsonNode root;

    private RelationReader(FactSchema schema, JsonNode root) {
        this.schema = schema;
        this.root = root;
    }

    static List<Relation> shipped(FactSchema schema) {
        InputStream file = Objects.requireNonNull(RelationReader.class.getResourceAsStream(FILE), FILE);
        RelationReader reader = new RelationReader(schema, new YAMLMapper().readTree(file));
        List<Relation> relations = new ArrayList<>();
        relations.addAll(reader.pairs("atMost", (lesser, greater) -> List.of(AtMost.of(lesser, greater, false))));
        relations.addAll(reader.pairs("onlyWith", (one, other) -> List.of(onlyWith(one, other))));
        relations.addAll(reader.pairs("thereOnlyWith", (one, other) -> List.of(thereOnlyWith(one, other))));
        relations.addAll(reader.pairs("inOrder", reader::inOrder));
        return relations;
    }

    /** Of every chain each field with all after it, the next ones first: where one between is missing the others still bind. */
    private List<Relation> pairs(String section, BiFunction<Field, Field, List<Relation>> relation) {
        List<Relation> relations = new ArrayList<>();
        for (JsonNode chain : root.path(section)) {
            for (int apart = 1; apart < chain.size(); apart++) {
                for (int i = apart; i < chain.size(); i++) {
                    relations.addAll(relation.apply(field(chain.get(i - apart)), field(chain.get(i))));
                }
            }
        }
        return relations;
    }

    private Field field(JsonNode column) {
        return schema.require(column.asString());
    }

    private static Relation onlyWith(Field one, Field other) {
        Wording why = Wording.of("`{0}` is above 0 only if `{1}` is", one.name(), other.name());
        return new OnlyWith(one, ABOVE_ZERO, other, ABOVE_ZERO, why, false);
    }

    private static Relation thereOnlyWith(Field one, Field other) {
        Wording why = Wording.of("`{0}` is there only if `{1}` is above 0", one.name(), other.name());
        Values there = new Dimension.Value(one).universe().present();
        return new OnlyWith(one, there, other, ABOVE_ZERO, why, false);
    }

    /** What counts the time since the second instant is never more than what counts it since the first. */
    private List<Relation> inOrder(Field first, Field second) {
        List<Relation> relations = new ArrayList<>();
        for (Kind kind : List.of(Kind.DAYS_SINCE, Kind.HOURS_SINCE)) {
            Field later = counting(kind, second).orElse(null);
            Field earlier = counting(kind, first).orElse(null);
            if (later != null && earlier != null) {
                relations.add(AtMost.of(later, earlier, false));
            }
        }
        return relations;
    }

    private Optional<Field> counting(Kind kind, Field instant) {
        Derivation wanted = new Derivation(kind, instant.column());
        return schema.fields().stream()
                .filter(field -> field.derived().filter(wanted::equals).isPresent())
                .findFirst();
    }
}
