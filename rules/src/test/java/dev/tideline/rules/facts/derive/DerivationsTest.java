package dev.tideline.rules.facts.derive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.rules.facts.AsOf;
import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.limits.ValueLimits;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.vocabulary.AsOfFacts;
import dev.tideline.rules.facts.vocabulary.MarketFacts;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class DerivationsTest {

    private static final FactSchema USER = Vocabulary.shipped().user();
    private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Test
    void daysSinceIsADifferenceOfCalendarDays() {
        assertThat(derive("last_trade_at", "2026-03-30T23:59:59Z", "days_since_last_trade", "2026-03-31T00:00:00Z"))
                .isEqualTo(1);
        assertThat(derive("last_trade_at", "2026-03-31T00:00:00Z", "days_since_last_trade", "2026-03-31T23:59:59Z"))
                .isZero();
    }

    @Test
    void calendarDaysAreCountedInTheZone() {
        String trade = "2026-03-30T15:59:59Z";
        String asOf = "2026-03-30T16:00:00Z";
        assertThat(derive("last_trade_at", trade, "days_since_last_trade", asOf, SHANGHAI))
                .isEqualTo(1);
        assertThat(derive("last_trade_at", trade, "days_since_last_trade", asOf, ZoneOffset.UTC))
                .isZero();
    }

    @Test
    void daylightSavingMovesTheDayOfAnInstant() {
        String winter = "2026-01-15T04:59:59Z";
        String summer = "2026-07-15T04:30:00Z";
        assertThat(derive("last_trade_at", winter, "days_since_last_trade", summer, NEW_YORK))
                .isEqualTo(182);
    }

    @Test
    void hoursSinceIsFullHours() {
        assertThat(derive(
                        "last_login_at",
                        "2026-03-30T00:00:00.000001Z",
                        "hours_since_last_login",
                        "2026-03-31T00:00:00Z"))
                .isEqualTo(23);
        assertThat(derive("last_login_at", "2026-03-30T00:00:00Z", "hours_since_last_login", "2026-03-31T00:00:00Z"))
                .isEqualTo(24);
    }

    @Test
    void aMissingInstantGivesAMissingNumber() {
        FactBuilder user = USER.builder();
        Derivations.apply(user, Instant.parse("2026-03-31T00:00:00Z"), ZoneOffset.UTC);
        assertThat(number(user, "days_since_last_trade")).isEqualTo(Fact.MISSING);
        assertThat(number(user, "hours_since_last_login")).isEqualTo(Fact.MISSING);
        assertThat(number(user, "vip_protection_days_left")).isEqualTo(Fact.MISSING);
        assertThat(number(user, "in_cooling_off")).isZero();
    }

    @Test
    void anInstantInTheFutureIsNotSinceYet() {
        String later = "2026-03-31T00:00:00.000001Z";
        assertThat(derive("last_trade_at", later, "days_since_last_trade", "2026-03-31T00:00:00Z"))
                .isEqualTo(Fact.MISSING);
        assertThat(derive("last_login_at", later, "hours_since_last_login", "2026-03-31T00:00:00Z"))
                .isEqualTo(Fact.MISSING);
        assertThat(derive("registered_at", later, "days_since_anniversary", "2026-03-31T00:00:00Z"))
                .isEqualTo(Fact.MISSING);
    }

    @Test
    void untilCountsDownAndIsMissingOncePast() {
        assertThat(derive(
                        "vip_protected_until",
                        "2026-04-15T01:00:00Z",
                        "vip_protection_days_left",
                        "2026-03-31T23:00:00Z"))
                .isEqualTo(15);
        assertThat(derive("contest_ends_at", "2026-04-01T00:59:59Z", "contest_hours_left", "2026-03-31T00:00:00Z"))
                .isEqualTo(24);
        assertThat(derive("contest_ends_at", "2026-03-31T00:00:00Z", "contest_hours_left", "2026-03-31T00:00:00Z"))
                .isZero();
        assertThat(derive("contest_ends_at", "2026-03-30T23:59:59Z", "contest_hours_left", "2026-03-31T00:00:00Z"))
                .isEqualTo(Fact.MISSING);
    }

    @Test
    void aContestThatEndedIsCountedInHoursAndDays() {
        String ended = "2026-03-28T22:30:00Z";
        assertThat(derive("contest_ended_at", ended, "hours_since_contest_ended", "2026-03-31T22:29:59Z"))
                .isEqualTo(71);
        assertThat(derive("contest_ended_at", ended, "days_since_contest_ended", "2026-03-31T22:29:59Z"))
                .isEqualTo(3);
        assertThat(derive("contest_ended_at", ended, "hours_since_contest_ended", "2026-03-28T22:29:59Z"))
                .isEqualTo(Fact.MISSING);
    }

    @Test
    void beforeEndsAtItsInstant() {
        String end = "2026-03-31T00:00:00Z";
        assertThat(derive("cooling_off_until", end, "in_cooling_off", "2026-03-30T23:59:59Z"))
                .isEqualTo(1);
        assertThat(derive("cooling_off_until", end, "in_cooling_off", end)).isZero();
    }

    @Test
    void theFirstAnniversaryComesAfterAYear() {
        assertThat(anniversary("2025-04-01T12:00:00Z", "2026-03-31T12:00:00Z")).isEqualTo(Fact.MISSING);
        assertThat(anniversary("2025-04-01T12:00:00Z", "2026-04-01T12:00:00Z")).isZero();
        assertThat(anniversary("2025-04-01T12:00:00Z", "2026-04-04T12:00:00Z")).isEqualTo(3);
        assertThat(anniversary("2020-04-01T12:00:00Z", "2026-03-31T12:00:00Z")).isEqualTo(364);
    }

    @Test
    void whoRegisteredOnALeapDayHasTheAnniversaryOnThe28thInACommonYear() {
        assertThat(anniversary("2024-02-29T12:00:00Z", "2025-02-27T12:00:00Z")).isEqualTo(Fact.MISSING);
        assertThat(anniversary("2024-02-29T12:00:00Z", "2025-02-28T12:00:00Z")).isZero();
        assertThat(anniversary("2024-02-29T12:00:00Z", "2025-03-01T12:00:00Z")).isEqualTo(1);
        assertThat(anniversary("2024-02-29T12:00:00Z", "2028-02-28T12:00:00Z")).isEqualTo(365);
        assertThat(anniversary("2024-02-29T12:00:00Z", "2028-02-29T12:00:00Z")).isZero();
    }

    @Test
    void daysAreRightBefore1970() {
        assertThat(derive("registered_at", "1969-12-31T23:00:00Z", "days_since_registration", "1970-01-01T00:00:00Z"))
                .isEqualTo(1);
    }

    @Test
    void anAppliedBuilderCanBeAppliedAgain() {
        FactBuilder user = USER.builder().number(slot("last_trade_at"), micros("2026-03-01T00:00:00Z"));
        Derivations.apply(user, Instant.parse("2026-03-31T00:00:00Z"), ZoneOffset.UTC);
        Derivations.apply(user, Instant.parse("2026-04-01T00:00:00Z"), ZoneOffset.UTC);
        assertThat(number(user, "days_since_last_trade")).isEqualTo(31);
    }

    @Test
    void oneFieldAloneCanBeDerived() {
        FactBuilder user = USER.builder()
                .number(slot("last_trade_at"), micros("2026-03-01T00:00:00Z"))
                .number(slot("last_login_at"), micros("2026-03-01T00:00:00Z"));
        Derivations.of(USER)
                .reading(USER.require("last_trade_at"))
                .at(Instant.parse("2026-03-31T00:00:00Z"), ZoneOffset.UTC)
                .apply(user);
        assertThat(number(user, "days_since_last_trade")).isEqualTo(30);
        assertThat(number(user, "days_since_last_login")).isEqualTo(Fact.MISSING);
    }

    @Test
    void aDerivationOfSomethingThatIsNoInstantIsRefused() {
        Field whole = new Field(
                "a", "a", FieldType.WHOLE, 0, "g", Field.Owner.SOURCE, "", "m", "", List.of(), "", ValueLimits.NONE);
        Field derived = new Field(
                "b",
                "b",
                FieldType.WHOLE,
                1,
                "g",
                Field.Owner.SOURCE,
                "",
                "m",
                "n",
                List.of(),
                "daysSince(a)",
                ValueLimits.NONE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Derivations.of(new FactSchema(List.of(whole, derived))))
                .withMessageContaining("'b'")
                .withMessageContaining("INSTANT");
    }

    @Test
    void theCalendarIsThatOfTheZone() {
        Vocabulary vocabulary = Vocabulary.shipped();
        AsOf asOf = AsOfFacts.of(vocabulary, Instant.parse("2026-03-31T16:00:00Z"), SHANGHAI);
        assertThat(asOf.text(vocabulary.asOf().require("day_of_week").slot())).isEqualTo("WEDNESDAY");
        assertThat(asOf.number(vocabulary.asOf().require("day_of_month").slot()))
                .isEqualTo(1);
        assertThat(asOf.number(vocabulary.asOf().require("month").slot())).isEqualTo(4);
    }

    @Test
    void anUnknownMarketHasNoValues() {
        Vocabulary vocabulary = Vocabulary.shipped();
        int change = vocabulary.market().require("btc_change_24h").slot();
        assertThat(MarketFacts.unknown(vocabulary).missing(change)).isTrue();
    }

    private static long anniversary(String registered, String asOf) {
        return derive("registered_at", registered, "days_since_anniversary", asOf);
    }

    private static long derive(String from, String instant, String to, String asOf) {
        return derive(from, instant, to, asOf, ZoneOffset.UTC);
    }

    private static long derive(String from, String instant, String to, String asOf, ZoneId zone) {
        FactBuilder user = USER.builder().number(slot(from), micros(instant));
        Derivations.of(USER).at(Instant.parse(asOf), zone).apply(user);
        return number(user, to);
    }

    private static long number(FactBuilder user, String column) {
        return user.number(slot(column));
    }

    private static int slot(String column) {
        return USER.require(column).slot();
    }

    private static long micros(String instant) {
        return FieldValues.micros(Instant.parse(instant));
    }
}
