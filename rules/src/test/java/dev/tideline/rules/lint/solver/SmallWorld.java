package dev.tideline.rules.lint.solver;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.Factors;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.RandomConditions;
import dev.tideline.rules.language.Visibility;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/** A few fields of every type, so that random conditions often contradict or cover each other, and possible users. */
public final class SmallWorld {

    private static final List<String> COLUMNS = List.of(
            "days_since_last_trade",
            "last_csat",
            "vip_level",
            "total_asset",
            "earn_balance",
            "sentiment_score_30d",
            "holds_btc",
            "region_group",
            "referrer_id",
            "kol_id",
            "risk_flags",
            "last_csat_at",
            "ticket_solved_at");
    private static final List<String> WORDS = List.of("A", "B", "ÄÖ 中文", "x-1", "other");
    private static final FactSchema SCHEMA = schema();

    private final Random random;
    private final RandomConditions conditions;

    public SmallWorld(long seed) {
        random = new Random(seed);
        conditions = new RandomConditions(SCHEMA, Visibility.GUARDRAIL, seed);
    }

    public Condition condition(int depth) {
        return conditions.condition(depth);
    }

    /** Users whose values are ones that their fields can have, near what conditions compare with. */
    public List<User> users(int count) {
        return IntStream.range(0, count)
                .mapToObj(index -> user("user-" + index))
                .toList();
    }

    /** Whether a user is in a region. */
    public static boolean holds(Region region, User user) {
        return region.boxes().stream()
                .anyMatch(box -> box.sides().entrySet().stream()
                        .allMatch(side -> value(side.getKey(), user).within(side.getValue())));
    }

    private static Values value(Dimension dimension, User user) {
        Field field = dimension.field();
        if (dimension instanceof Dimension.Contains contains) {
            return Numbers.only(user.texts(field.slot()).contains(contains.word()) ? 1 : 0);
        }
        if (dimension instanceof Dimension.Compared compared) {
            return Numbers.only(outcome(compared, user));
        }
        if (field.type().isNumber()) {
            long number = user.number(field.slot());
            return number == Fact.MISSING ? Numbers.between(1, 0).orMissing() : Numbers.only(number);
        }
        String text = user.text(field.slot());
        return text == null ? Words.of(List.of()).orMissing() : Words.of(List.of(text));
    }

    private static long outcome(Dimension.Compared compared, User user) {
        Field left = compared.field();
        Field right = compared.other();
        if (!left.type().isNumber()) {
            String one = user.text(left.slot());
            String other = user.text(right.slot());
            return one == null || other == null
                    ? Dimension.Compared.UNDEFINED
                    : one.equals(other) ? Dimension.Compared.EQUAL : Dimension.Compared.LESS;
        }
        if (user.missing(left.slot()) || user.missing(right.slot())) {
            return Dimension.Compared.UNDEFINED;
        }
        return Dimension.Compared.EQUAL
                + Integer.signum(
                        Factors.compare(user.number(left.slot()), compared.millionths(), user.number(right.slot())));
    }

    private User user(String id) {
        FactBuilder builder = SCHEMA.builder();
        SCHEMA.fields().forEach(field -> fill(builder, field));
        return builder.user(id);
    }

    private void fill(FactBuilder builder, Field field) {
        boolean missing = field.nullable() && random.nextInt(4) == 0;
        switch (field.type()) {
            case TEXT -> builder.text(field.slot(), missing ? null : word(field));
            case TEXTS -> {
                Set<String> words = new HashSet<>();
                IntStream.range(0, random.nextInt(3)).forEach(i -> words.add(word(field)));
                builder.texts(field.slot(), words);
            }
            default -> builder.number(field.slot(), missing ? Fact.MISSING : number(field));
        }
    }

    private String word(Field field) {
        List<String> words = field.values().isEmpty() ? WORDS : field.values();
        return words.get(random.nextInt(words.size()));
    }

    private long number(Field field) {
        long wanted = switch (field.type()) {
            case INSTANT -> 1_700_000_000_000_000L + random.nextInt(4) * 86_400_000_000L + random.nextInt(2);
            case AMOUNT, RATIO ->
                random.nextInt(-2, 4) * (random.nextBoolean() ? 1_000_000L : 250_001L) + random.nextInt(-1, 2);
            default -> random.nextInt(-3, 6);
        };
        Numbers possible = ((Numbers) new Dimension.Value(field).universe()).present();
        Numbers.Span span = possible.spans().get(0);
        return Math.min(Math.max(wanted, span.least()), span.most());
    }

    private static FactSchema schema() {
        FactSchema whole = Vocabulary.shipped().user();
        List<Field> fields = new ArrayList<>();
        int numbers = 0;
        int texts = 0;
        for (String column : COLUMNS) {
            Field field = whole.require(column);
            int slot = field.type().isNumber() ? numbers++ : texts++;
            fields.add(new Field(
                    field.column(),
                    field.name(),
                    field.type(),
                    slot,
                    field.group(),
                    field.owner(),
                    field.unit(),
                    field.meaning(),
                    field.nullMeaning(),
                    field.values(),
                    field.derivation(),
                    field.limits()));
        }
        return new FactSchema(fields);
    }
}
