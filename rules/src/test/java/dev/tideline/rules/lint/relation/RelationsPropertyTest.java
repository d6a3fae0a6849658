package dev.tideline.rules.lint.relation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.derive.Derivations;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.AuthorPrinter;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Condition.Operator;
import dev.tideline.rules.language.Operand;
import dev.tideline.rules.lint.solver.Regions;
import dev.tideline.rules.problem.Place;
import dev.tideline.rules.segments.SegmentState;
import dev.tideline.rules.segments.Segmentation;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What is true of a user whose fields belong together as feeds and the engine make them is never said to be impossible. */
class RelationsPropertyTest {

    private static final FactSchema SCHEMA = Vocabulary.shipped().user();
    private static final Segmentation SEGMENTS = Segmentation.shipped(Vocabulary.shipped());
    private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Instant SUMMER_TIME = Instant.parse("2026-03-29T01:30:00Z");
    private static final Place NOWHERE = Place.at("r", 0, 0);
    private static final List<Field> FIELDS = fields();

    private static List<Field> fields() {
        Stream<String> read = Stream.of(
                "total_asset",
                "trade_count_30d",
                "trade_count_90d",
                "volume_30d",
                "login_days_7d",
                "login_days_30d",
                "kyc_level",
                "deposit_count_total",
                "days_balance_below_1",
                "account_status",
                "first_deposit_at",
                "last_trade_at");
        Stream<String> segments = SEGMENTS.axes().stream().map(axis -> axis.column());
        Stream<String> derived = SCHEMA.fields().stream()
                .filter(field -> !field.derivation().isEmpty() && field.type() == FieldType.WHOLE)
                .map(Field::column);
        return Stream.of(read, segments, derived)
                .flatMap(columns -> columns)
                .filter(column -> !column.equals("hours_since_stage"))
                .map(SCHEMA::require)
                .toList();
    }

    @Property(tries = 5_000)
    void whatHoldsForAUserIsNotRuledOut(@ForAll long seed) {
        Random random = new Random(seed);
        User user = user(random);
        List<Condition> parts = new ArrayList<>();
        for (int i = 0; i < 2 + random.nextInt(4); i++) {
            parts.add(part(FIELDS.get(random.nextInt(FIELDS.size())), user, random));
        }
        Condition all = new Condition.All(parts, NOWHERE);
        assertThat(Interpreter.holds(all, user)).isTrue();
        assertThat(Relations.shipped().ruleOut(Regions.of(all)))
                .as(AuthorPrinter.withValues().print(all))
                .isFalse();
    }

    private static User user(Random random) {
        Instant asOf = SUMMER_TIME.plus(Duration.ofMinutes(random.nextInt(-3_000, 3_000)));
        FactBuilder builder = SCHEMA.builder();
        inOrder(builder, asOf, random, "registered_at", "first_deposit_at", "last_deposit_at");
        long registered = builder.number(SCHEMA.require("registered_at").slot());
        inOrder(builder, asOf, random, "first_trade_at", "last_return_at", "last_trade_at");
        long traded = builder.number(SCHEMA.require("first_trade_at").slot());
        set(builder, "registered_at", Math.min(registered, traded));
        set(builder, "first_futures_trade_at", traded);
        SCHEMA.fields().stream()
                .filter(field -> field.type() == FieldType.INSTANT && random.nextBoolean())
                .filter(field -> builder.number(field.slot()) == Long.MIN_VALUE)
                .filter(field -> !field.column().equals("stage_entered_at"))
                .forEach(field -> builder.number(field.slot(), instant(asOf, random)));
        long trades = random.nextInt(60);
        set(builder, "trade_count_30d", trades);
        set(builder, "trade_count_90d", trades + random.nextInt(3));
        set(builder, "trade_count_total", trades + 3);
        set(builder, "volume_30d", trades == 0 ? 0 : random.nextLong(2_000_000_000_000L));
        set(builder, "volume_total", 2_000_000_000_000L);
        set(builder, "total_asset", random.nextLong(200_000_000_000L));
        set(builder, "peak_asset", 200_000_000_000L);
        long logins = random.nextInt(8);
        set(builder, "login_days_7d", logins);
        set(builder, "login_days_30d", logins + random.nextInt(20));
        set(builder, "deposit_count_total", 1);
        set(builder, "kyc_level", random.nextInt(4));
        set(builder, "days_balance_below_1", random.nextInt(60));
        builder.text(SCHEMA.require("account_status").slot(), random.nextInt(4) == 0 ? "CLOSED" : "OPEN");
        Derivations.apply(builder, asOf, ZONE);
        SEGMENTS.assign(builder, SegmentState.NONE, asOf);
        return builder.user("somebody");
    }

    private static void inOrder(FactBuilder builder, Instant asOf, Random random, String... columns) {
        long[] instants = Stream.of(columns)
                .mapToLong(column -> instant(asOf, random))
                .sorted()
                .toArray();
        for (int i = 0; i < columns.length; i++) {
            set(builder, columns[i], instants[i]);
        }
    }

    private static long instant(Instant asOf, Random random) {
        int hours = random.nextBoolean() ? 60 : 3_000;
        Duration ago = Duration.ofMinutes(random.nextInt(-120, hours * 60));
        return FieldValues.micros(asOf.minus(ago));
    }

    private static void set(FactBuilder builder, String column, long value) {
        builder.number(SCHEMA.require(column).slot(), value);
    }

    private static Condition part(Field field, User user, Random random) {
        if (field.type() == FieldType.TEXT) {
            String text = user.text(field.slot());
            return text == null
                    ? new Condition.Missing(field, false, NOWHERE)
                    : new Condition.Comparison(field, Operator.EQUAL, new Operand.Word(text, ""), NOWHERE);
        }
        if (user.missing(field.slot())) {
            return new Condition.Missing(field, false, NOWHERE);
        }
        Operator operator =
                List.of(Operator.EQUAL, Operator.AT_LEAST, Operator.AT_MOST).get(random.nextInt(3));
        return new Condition.Comparison(field, operator, new Operand.Quantity(user.number(field.slot()), ""), NOWHERE);
    }
}
