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
        relations.addAll(reader.pairs("atMost", RelationReader::atMost));
        relations.addAll(reader.pairs("onlyWith", (one, other) -> List.of(onlyWith(one, other))));
        relations.addAll(reader.pairs("thereOnlyWith", (one, other) -> List.of(thereOnlyWith(one, other))));
        relations.addAll(reader.pairs("inOrder", reader::inOrder));
        relations.addAll(reader.windows("aboveZeroOnlyWithin", RelationReader::onlyWithin));
        relations.addAll(reader.windows("aboveZeroWithin", RelationReader::within));
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

    private static List<Relation> atMost(Field lesser, Field greater) {
        return ordered(lesser, greater, Wording.of("`{0}` is never more than `{1}`", lesser.name(), greater.name()));
    }

    private static List<Relation> ordered(Field lesser, Field greater, Wording why) {
        return List.of(new AtMost(lesser, 1, greater, 1, 0, why, false), new Ordered(lesser, greater, why, false));
    }

    private static Relation onlyWith(Field one, Field other) {
        Wording why = Wording.of("`{0}` is above 0 only if `{1}` is", one.name(), other.name());
        return new OnlyWith(one, ABOVE_ZERO, other, ABOVE_ZERO, why, false);
    }

    private static Relation thereOnlyWith(Field one, Field other) {
        Wording why = Wording.of("`{0}` is there only if `{1}` is above 0", one.name(), other.name());
        return new OnlyWith(one, there(one), other, ABOVE_ZERO, why, false);
    }

    private static Values there(Field field) {
        return new Dimension.Value(field).universe().present();
    }

    /** What counts the time since the second instant is never more than what counts it since the first. */
    private List<Relation> inOrder(Field first, Field second) {
        Wording why = Wording.of("`{0}` is never after `{1}`", first.name(), second.name());
        List<Relation> relations = new ArrayList<>(ordered(first, second, why));
        for (Kind kind : List.of(Kind.DAYS_SINCE, Kind.HOURS_SINCE)) {
            Field later = counting(kind, second).orElse(null);
            Field earlier = counting(kind, first).orElse(null);
            if (later != null && earlier != null) {
                relations.addAll(atMost(later, earlier));
            }
        }
        return relations;
    }

    /** How a count of a window goes with an instant that it counts. */
    @FunctionalInterface
    private interface Window {
        List<Relation> of(Field count, Field instant, Field daysSince, int days);
    }

    private List<Relation> windows(String section, Window window) {
        List<Relation> relations = new ArrayList<>();
        for (JsonNode one : root.path(section)) {
            Field instant = field(one.path("instant"));
            Field daysSince = counting(Kind.DAYS_SINCE, instant).orElseThrow();
            relations.addAll(window.of(
                    field(one.path("count")),
                    instant,
                    daysSince,
                    one.path("days").asInt()));
        }
        return relations;
    }

    /** Of an instant ahead of the clock the days since are missing, while the days of the window may have others. */
    private static List<Relation> onlyWithin(Field count, Field instant, Field daysSince, int days) {
        Wording known = Wording.of("`{0}` is above 0 only if `{1}` is there", count.name(), instant.name());
        Wording recent =
                Wording.of("`{0}` is above 0 only if `{1}` is at most {2}", count.name(), daysSince.name(), days - 1);
        return List.of(
                new OnlyWith(count, ABOVE_ZERO, instant, there(instant), known, false),
                new OnlyWith(count, ABOVE_ZERO, daysSince, window(days).orMissing(), recent, false));
    }

    private static List<Relation> within(Field count, Field instant, Field daysSince, int days) {
        Wording why = Wording.of("`{0}` is above 0 if `{1}` is at most {2}", count.name(), daysSince.name(), days - 1);
        return List.of(new OnlyWith(daysSince, window(days), count, ABOVE_ZERO, why, false));
    }

    /** Days since what lies in a window: today is one of its days. */
    private static Numbers window(int days) {
        return Numbers.between(0, days - 1L);
    }

    private Optional<Field> counting(Kind kind, Field instant) {
        Derivation wanted = new Derivation(kind, instant.column());
        return schema.fields().stream()
                .filter(field -> field.derived().filter(wanted::equals).isPresent())
                .findFirst();
    }
}
