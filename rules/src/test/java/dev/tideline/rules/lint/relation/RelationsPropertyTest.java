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
    private static final List<Operator> OPERATORS = List.of(Operator.values());
    private static final List<Field> FIELDS = fields();

    private static List<Field> fields() {
        Stream<String> read = Stream.of(
                "total_asset",
                "trade_count_7d",
                "trade_count_30d",
                "trade_count_90d",
                "active_trade_days_7d",
                "active_trade_days_30d",
                "volume_30d",
                "volume_total",
                "login_days_7d",
                "login_days_30d",
                "deposit_7d",
                "kyc_level",
                "deposit_count_total",
                "days_balance_below_1",
                "account_status",
                "first_deposit_at",
                "first_trade_at",
                "last_trade_at",
                "last_login_at");
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
            Field field = FIELDS.get(random.nextInt(FIELDS.size()));
            parts.add(random.nextBoolean() ? part(field, user, random) : comparison(field, user, random));
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
        Derivations.apply(builder, asOf, ZONE);
        trades(builder, random);
        set(builder, "total_asset", random.nextLong(200_000_000_000L));
        set(builder, "peak_asset", 200_000_000_000L);
        counts(builder, random);
        set(builder, "deposit_count_total", 1);
        set(builder, "kyc_level", random.nextInt(4));
        set(builder, "days_balance_below_1", random.nextInt(60));
        builder.text(SCHEMA.require("account_status").slot(), random.nextInt(4) == 0 ? "CLOSED" : "OPEN");
        SEGMENTS.assign(builder, SegmentState.NONE, asOf);
        return builder.user("somebody");
    }

    /** Those that a bonus paid for count as well, so that there may be trades without any of his own. */
    private static void trades(FactBuilder builder, Random random) {
        long trades7d = Math.max(some(random, 20), isWithin(builder, 7, "first_trade", "last_trade") ? 1L : 0);
        long trades30d =
                trades7d + Math.max(some(random, 40), isWithin(builder, 30, "first_trade", "last_trade") ? 1 : 0);
        long trades90d =
                trades30d + Math.max(some(random, 3), isWithin(builder, 90, "first_trade", "last_trade") ? 1 : 0);
        long days7d = Math.min(trades7d, random.nextLong(1, 8));
        set(builder, "trade_count_7d", trades7d);
        set(builder, "trade_count_30d", trades30d);
        set(builder, "trade_count_90d", trades90d);
        set(builder, "trade_count_total", trades90d + 3);
        set(builder, "active_trade_days_7d", days7d);
        set(builder, "active_trade_days_30d", Math.min(trades30d, Math.max(days7d, 1) + random.nextLong(23)));
        set(builder, "volume_30d", trades30d == 0 ? 0 : random.nextLong(2_000_000_000_000L));
        set(builder, "volume_total", 2_000_000_000_000L);
    }

    private static void counts(FactBuilder builder, Random random) {
        long logins7d = counted(builder, 7, "last_login", random);
        set(builder, "login_days_7d", logins7d);
        set(builder, "login_days_30d", Math.max(logins7d, counted(builder, 30, "last_login", random)));
        set(builder, "deposit_7d", some(random, 2) * counted(builder, 7, "last_deposit", random));
        set(builder, "deposit_total", 1_000_000);
    }

    /** How many of a window, whose last is known; others may be in it while the last lies ahead of the clock. */
    private static long counted(FactBuilder builder, int days, String last, Random random) {
        if (isWithin(builder, days, last)) {
            return random.nextLong(1, 8);
        }
        boolean isAhead = value(builder, last + "_at") != Long.MIN_VALUE
                && value(builder, "days_since_" + last) == Long.MIN_VALUE;
        return isAhead ? random.nextLong(8) : 0;
    }

    private static boolean isWithin(FactBuilder builder, int days, String... instants) {
        return Stream.of(instants)
                .mapToLong(instant -> value(builder, "days_since_" + instant))
                .anyMatch(since -> since != Long.MIN_VALUE && since < days);
    }

    private static long some(Random random, int most) {
        return random.nextBoolean() ? 0 : random.nextLong(most);
    }

    private static long value(FactBuilder builder, String column) {
        return builder.number(SCHEMA.require(column).slot());
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

    /** How two fields compare that are of one type, as it is or denied. */
    private static Condition comparison(Field field, User user, Random random) {
        List<Field> others = FIELDS.stream()
                .filter(other -> !other.equals(field) && other.type() == field.type() && field.type() != FieldType.TEXT)
                .toList();
        if (others.isEmpty()) {
            return part(field, user, random);
        }
        Field other = others.get(random.nextInt(others.size()));
        long factor = List.of(500_000L, 1_000_000L, 2_000_000L).get(random.nextInt(3));
        Operand operand = factor == 1_000_000 || field.type() == FieldType.INSTANT
                ? new Operand.Other(other)
                : new Operand.Scaled(factor, "", other);
        Operator operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
        Condition comparison = new Condition.Comparison(field, operator, operand, NOWHERE);
        return Interpreter.holds(comparison, user) ? comparison : new Condition.Not(comparison, NOWHERE);
    }
}
