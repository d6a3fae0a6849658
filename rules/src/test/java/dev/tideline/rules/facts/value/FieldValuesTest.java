package dev.tideline.rules.facts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.math.BigDecimal;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class FieldValuesTest {

    private static final FactSchema USER = Vocabulary.shipped().user();
    private static final JsonMapper JSON = new JsonMapper();

    @ParameterizedTest
    @CsvSource({
        "12.34, 12340000",
        "0, 0",
        "-0.000001, -1",
        "7, 7000000",
        "0.5, 500000",
        "12.3400000, 12340000",
        "9223372036854.775807, 9223372036854775807",
        "-9223372036854.775807, -9223372036854775807",
        "007.5, 7500000"
    })
    void decimalsAreKeptExactlyInMillionths(String text, long millionths) {
        assertThat(FieldValues.number(FieldType.AMOUNT, text)).isEqualTo(millionths);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "1.",
                ".5",
                "+1",
                "1e3",
                "1,5",
                " 1",
                "1 ",
                "0x1",
                "--1",
                "1.2.3",
                "NaN",
                "1.0000001",
                "٣",
                "1.-5"
            })
    void textThatIsNoDecimalIsRefused(String text) {
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> FieldValues.number(FieldType.AMOUNT, text))
                .satisfies(refusal -> assertThat(refusal.expected()).contains("at most 6 decimals"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9223372036854.775808", "-9223372036854.775808", "10000000000000", "99999999999999999999999999"})
    void decimalsThatDoNotFitAreRefused(String text) {
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> FieldValues.number(FieldType.AMOUNT, text))
                .satisfies(refusal -> assertThat(refusal.expected()).isEqualTo("a smaller number"));
    }

    @Test
    void wholeNumbersHaveNoDecimals() {
        assertThat(FieldValues.number(FieldType.WHOLE, "-3")).isEqualTo(-3);
        assertThat(FieldValues.number(FieldType.WHOLE, "3.0")).isEqualTo(3);
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> FieldValues.number(FieldType.WHOLE, "3.5"))
                .satisfies(refusal -> assertThat(refusal.value()).isEqualTo("3.5"));
    }

    @Test
    void instantsAreReadWithOffsetOrAsDates() {
        long expected = 1_774_915_200_000_000L;
        assertThat(FieldValues.number(FieldType.INSTANT, "2026-03-31")).isEqualTo(expected);
        assertThat(FieldValues.number(FieldType.INSTANT, "2026-03-31T00:00:00Z"))
                .isEqualTo(expected);
        assertThat(FieldValues.number(FieldType.INSTANT, "2026-03-31T08:00:00+08:00"))
                .isEqualTo(expected);
        assertThat(FieldValues.number(FieldType.INSTANT, "2026-03-31T00:00:00.1234569Z"))
                .isEqualTo(expected + 123_456);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2026-02-29", "2026-03-31T00:00:00", "yesterday", "31.03.2026", "+12026-03-31T00:00:00Z"})
    void textThatIsNoInstantIsRefused(String text) {
        assertThatExceptionOfType(UnreadableValue.class).isThrownBy(() -> FieldValues.number(FieldType.INSTANT, text));
    }

    @Test
    void flagsAreTrueOrFalse() {
        assertThat(FieldValues.number(FieldType.FLAG, "true")).isEqualTo(1);
        assertThat(FieldValues.number(FieldType.FLAG, "false")).isZero();
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> FieldValues.number(FieldType.FLAG, "yes"))
                .satisfies(refusal -> assertThat(refusal.expected()).isEqualTo("true or false"));
    }

    @Test
    void textTypesHaveNoNumber() {
        assertThatIllegalArgumentException().isThrownBy(() -> FieldValues.number(FieldType.TEXT, "1"));
        assertThatIllegalArgumentException().isThrownBy(() -> FieldValues.text(FieldType.TEXTS, 1));
    }

    @Property(tries = 300)
    void amountsSurviveTextAndBack(@ForAll @LongRange(min = -Long.MAX_VALUE) long value) {
        assertThat(FieldValues.number(FieldType.AMOUNT, FieldValues.text(FieldType.AMOUNT, value)))
                .isEqualTo(value);
    }

    @Property(tries = 300)
    void amountsAreReadAsBigDecimalReadsThem(
            @ForAll @BigRange(min = "-9000000000000", max = "9000000000000") @Scale(6) BigDecimal value) {
        assertThat(FieldValues.number(FieldType.AMOUNT, value.toPlainString()))
                .isEqualTo(value.movePointRight(6).longValueExact());
    }

    @Property(tries = 300)
    void instantsSurviveTextAndBack(
            @ForAll @LongRange(min = -62_135_596_800_000_000L, max = 253_402_300_799_000_000L) long value) {
        assertThat(FieldValues.number(FieldType.INSTANT, FieldValues.text(FieldType.INSTANT, value)))
                .isEqualTo(value);
    }

    @Test
    void everyFieldOfTheVocabularySurvivesTextAndBack() {
        FactBuilder first = USER.builder();
        USER.fields().forEach(field -> FieldValues.set(first, field, sample(field)));
        User user = first.user("one");
        FactBuilder second = USER.builder();
        USER.fields().forEach(field -> FieldValues.set(second, field, FieldValues.text(field, user)));
        User copy = second.user("two");
        assertThat(USER.fields())
                .allSatisfy(field -> assertThat(FieldValues.text(field, copy)).isEqualTo(sample(field)));
    }

    @Test
    void emptyTextIsMissingWhereThatIsAllowed() {
        FactBuilder user = USER.builder();
        FieldValues.set(user, field("last_trade_at"), "");
        FieldValues.set(user, field("risk_flags"), "");
        FieldValues.set(user, field("region_group"), "");
        assertThat(FieldValues.text(field("last_trade_at"), user.user("u"))).isEmpty();
        assertThat(FieldValues.text(field("region_group"), user.user("u"))).isEmpty();
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> FieldValues.set(user, field("deposit_count_total"), ""))
                .satisfies(refusal -> assertThat(refusal.expected()).contains("never missing"));
    }

    @Test
    void aTextOutsideItsClosedListIsRefused() {
        assertThatExceptionOfType(UnreadableValue.class)
                .isThrownBy(() -> FieldValues.set(USER.builder(), field("account_status"), "SLEEPING"))
                .satisfies(refusal -> assertThat(refusal.expected()).isEqualTo("one of OPEN, FROZEN, CLOSED"));
    }

    @Test
    void jsonAmountsAreNumbersTextsOrMoney() {
        assertThat(json("total_asset", "12.34")).isEqualTo("12.34");
        assertThat(json("total_asset", "\"12.34\"")).isEqualTo("12.34");
        assertThat(json("total_asset", "{\"amount\": \"12.34\", \"asset\": \"USDT\"}"))
                .isEqualTo("12.34");
        assertThat(json("total_asset", "0.1")).isEqualTo("0.1");
        assertThat(json("total_asset", "1e2")).isEqualTo("100");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "total_asset; {\"amount\": \"12.34\", \"asset\": \"BTC\"}",
                "total_asset; true",
                "total_asset; 1e400000000",
                "total_asset; 123456789012.123456",
                "trade_count_7d; \"7\"",
                "trade_count_7d; 7.5",
                "trade_count_7d; null",
                "is_test; 1",
                "risk_flags; \"A\"",
                "risk_flags; [1]",
                "region_group; 7",
                "region_group; \"MARS\"",
                "last_trade_at; 1774915200"
            })
    void jsonOfAnotherTypeIsRefused(String column, String json) {
        assertThatExceptionOfType(UnreadableValue.class).isThrownBy(() -> json(column, json));
    }

    @Test
    void jsonNullIsMissing() {
        assertThat(json("last_trade_at", "null")).isEmpty();
        assertThat(json("region_group", "null")).isEmpty();
        assertThat(json("risk_flags", "null")).isEmpty();
    }

    @Test
    void jsonOfOtherTypesIsReadAsItIsWritten() {
        assertThat(json("is_test", "true")).isEqualTo("true");
        assertThat(json("trade_count_7d", "7")).isEqualTo("7");
        assertThat(json("region_group", "\"UK\"")).isEqualTo("UK");
        assertThat(json("risk_flags", "[\"B\", \"A\", \"B\"]")).isEqualTo("A|B");
        assertThat(json("last_trade_at", "\"2026-03-31T00:00:00Z\"")).isEqualTo("2026-03-31T00:00:00Z");
    }

    private static String json(String column, String json) {
        FactBuilder user = USER.builder();
        FieldValues.set(user, field(column), JSON.readTree(json));
        return FieldValues.text(field(column), user.user("u"));
    }

    private static Field field(String column) {
        return USER.require(column);
    }

    private static String sample(Field field) {
        return switch (field.type()) {
            case WHOLE -> "3";
            case AMOUNT, RATIO -> "0.25";
            case INSTANT -> "2026-03-31T08:15:30.000001Z";
            case FLAG -> "true";
            case TEXT -> field.values().isEmpty() ? word(field) : field.values().get(0);
            case TEXTS -> String.join("|", Set.of("A"));
        };
    }

    private static String word(Field field) {
        return switch (field.limits().format()) {
            case COUNTRY -> "DE";
            case LANGUAGE -> "en";
            case ZONE -> "Europe/Berlin";
            case PLAIN, LONG, ID, ASSET -> "word";
        };
    }
}
