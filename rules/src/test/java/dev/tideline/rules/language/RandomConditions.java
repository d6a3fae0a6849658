package dev.tideline.rules.language;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.limits.TextFormat;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.problem.Place;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** Random checked conditions and random facts over a schema, close enough to each other that both answers are common. */
public final class RandomConditions {

    public static final Place NOWHERE = Place.at("", 0, 0);

    private static final List<String> WORDS = List.of("A", "B", "ÄÖ 中文", "x-1");
    private static final Set<FieldType> MULTIPLIED = Set.of(FieldType.WHOLE, FieldType.AMOUNT, FieldType.RATIO);

    private final FactSchema schema;
    private final List<Field> fields;
    private final Random random;

    public RandomConditions(FactSchema schema, Visibility visibility, long seed) {
        this.schema = schema;
        this.fields = schema.fields().stream()
                .filter(field -> visibility.sees(field, schema))
                .toList();
        this.random = new Random(seed);
    }

    /** A condition as it stands in a pattern: some constraints, at most this deep. */
    public Condition condition(int depth) {
        int kind = depth == 0 ? 9 : random.nextInt(8);
        return switch (kind) {
            case 0, 1 -> new Condition.All(several(depth), NOWHERE);
            case 2 -> new Condition.Any(several(depth), NOWHERE);
            case 3 -> new Condition.Not(condition(depth - 1), NOWHERE);
            default -> single();
        };
    }

    /** A user with random values; about a third of those that can be missing are. */
    public FactBuilder fact() {
        FactBuilder fact = schema.builder();
        schema.fields().forEach(field -> set(field, fact));
        return fact;
    }

    private List<Condition> several(int depth) {
        return IntStream.range(0, 2 + random.nextInt(3))
                .mapToObj(i -> condition(depth - 1))
                .toList();
    }

    private Condition single() {
        Field field = any(fields);
        boolean negated = random.nextBoolean();
        if (field.nullable() && field.type() != FieldType.TEXTS && random.nextInt(5) == 0) {
            return new Condition.Missing(field, negated, NOWHERE);
        }
        return switch (field.type()) {
            case TEXTS -> new Condition.Containment(field, negated, word(field), NOWHERE);
            case FLAG ->
                new Condition.Comparison(field, equality(), new Operand.Quantity(random.nextInt(2), ""), NOWHERE);
            case TEXT ->
                random.nextBoolean()
                        ? new Condition.Membership(field, negated, List.of(word(field), word(field)), NOWHERE)
                        : new Condition.Comparison(field, equality(), wordOrField(field), NOWHERE);
            default ->
                random.nextInt(5) == 0
                        ? new Condition.Membership(field, negated, List.of(quantity(field), quantity(field)), NOWHERE)
                        : new Condition.Comparison(field, any(List.of(Operator.values())), operand(field), NOWHERE);
        };
    }

    private Operand operand(Field field) {
        List<Field> others = others(field);
        return switch (others.isEmpty() ? 0 : random.nextInt(4)) {
            case 1 -> new Operand.Other(any(others));
            case 2 ->
                MULTIPLIED.contains(field.type())
                        ? new Operand.Scaled(random.nextLong(-3_000_000, 3_000_000), "", any(others))
                        : new Operand.Other(any(others));
            default -> quantity(field);
        };
    }

    private Operand wordOrField(Field field) {
        List<Field> others = others(field);
        return others.isEmpty() || random.nextBoolean() ? word(field) : new Operand.Other(any(others));
    }

    private List<Field> others(Field field) {
        return fields.stream()
                .filter(other -> other.type() == field.type() && !other.equals(field))
                .toList();
    }

    private Operator equality() {
        return random.nextBoolean() ? Operator.EQUAL : Operator.UNEQUAL;
    }

    private Operand.Quantity quantity(Field field) {
        return new Operand.Quantity(number(field), "");
    }

    private Operand.Word word(Field field) {
        return new Operand.Word(text(field), "");
    }

    private long number(Field field) {
        return switch (field.type()) {
            case FLAG -> random.nextInt(2);
            case INSTANT -> 1_700_000_000_000_000L + random.nextInt(4) * 86_400_000_000L + random.nextInt(2);
            case WHOLE -> random.nextInt(-2, 4);
            default -> random.nextInt(-2, 4) * (random.nextBoolean() ? 1_000_000L : 250_001L);
        };
    }

    private String text(Field field) {
        return any(field.values().isEmpty() ? words(field.limits().format()) : field.values());
    }

    /** Words of a form, some of them the same in several. */
    private static List<String> words(TextFormat format) {
        return switch (format) {
            case COUNTRY -> List.of("GB", "DE", "FR");
            case LANGUAGE -> List.of("DE", "FR", "zh-Hant");
            case ZONE -> List.of("GB", "UTC", "Asia/Singapore");
            default -> WORDS;
        };
    }

    private void set(Field field, FactBuilder fact) {
        boolean missing = field.nullable() && random.nextInt(3) == 0;
        switch (field.type()) {
            case TEXT -> fact.text(field.slot(), missing ? null : text(field));
            case TEXTS -> fact.texts(field.slot(), words(field));
            default -> fact.number(field.slot(), missing ? Fact.MISSING : number(field));
        }
    }

    private Set<String> words(Field field) {
        Set<String> words = new HashSet<>();
        IntStream.range(0, random.nextInt(3)).forEach(i -> words.add(text(field)));
        return words;
    }

    private <T> T any(List<T> choices) {
        return new ArrayList<>(choices).get(random.nextInt(choices.size()));
    }
}
