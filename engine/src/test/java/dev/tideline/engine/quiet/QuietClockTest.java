package dev.tideline.engine.quiet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.candidate.CandidateClass;
import dev.tideline.rules.candidate.Channel;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.guardrails.Limits.Hours;
import dev.tideline.rules.guardrails.Limits.QuietHours;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class QuietClockTest {

    private static final Hours DAY = new Hours(LocalTime.of(8, 0), LocalTime.of(21, 0));
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private static Instant at(String from, ZoneId... zones) {
        return QuietClock.firstAllowed(Instant.parse(from), List.of(List.of(zones)), DAY);
    }

    @Test
    void goesAtOnceFromEightToJustBeforeNineInTheEvening() {
        assertThat(at("2026-01-10T07:00:00Z", BERLIN)).isEqualTo("2026-01-10T07:00:00Z");
        assertThat(at("2026-01-10T19:59:59.999999Z", BERLIN)).isEqualTo("2026-01-10T19:59:59.999999Z");
    }

    @Test
    void waitsForTheMorning() {
        assertThat(at("2026-01-10T06:59:59Z", BERLIN)).isEqualTo("2026-01-10T07:00:00Z");
        assertThat(at("2026-01-10T20:00:00Z", BERLIN)).isEqualTo("2026-01-11T07:00:00Z");
    }

    @Test
    void theMorningAfterAClockChangeIsEightOnTheNewClock() {
        assertThat(at("2026-03-28T21:00:00Z", BERLIN)).isEqualTo("2026-03-29T06:00:00Z");
        assertThat(at("2026-10-24T21:00:00Z", BERLIN)).isEqualTo("2026-10-25T07:00:00Z");
    }

    @Test
    void anOpeningThatIsSkippedComesWithTheSkip() {
        Hours early = new Hours(LocalTime.of(2, 30), LocalTime.of(21, 0));
        assertThat(QuietClock.firstAllowed(Instant.parse("2026-03-29T00:30:00Z"), List.of(List.of(BERLIN)), early))
                .isEqualTo("2026-03-29T01:00:00Z");
    }

    @Test
    void anOpeningThatIsRepeatedIsNeverBeforeTheStart() {
        Hours early = new Hours(LocalTime.of(2, 30), LocalTime.of(21, 0));
        Instant second = Instant.parse("2026-10-25T01:10:00Z");
        assertThat(QuietClock.firstAllowed(second, List.of(List.of(BERLIN)), early))
                .isEqualTo("2026-10-25T01:30:00Z");
    }

    @Test
    void allClocksOfAnUnknownZoneMustAgree() {
        List<ZoneId> states = zones(null, "US", "US");
        assertThat(QuietClock.firstAllowed(Instant.parse("2026-01-10T12:00:00Z"), List.of(states), DAY))
                .isEqualTo("2026-01-10T18:00:00Z");
    }

    @Test
    void clocksThatNeverAgreeLeaveItToTheFirst() {
        Hours short1 = new Hours(LocalTime.of(8, 0), LocalTime.of(9, 0));
        assertThat(QuietClock.firstAllowed(
                        Instant.parse("2026-01-10T00:00:00Z"),
                        List.of(List.of(ZoneOffset.UTC, ZoneOffset.ofHours(6))),
                        short1))
                .isEqualTo("2026-01-10T08:00:00Z");
    }

    private static List<ZoneId> zones(@Nullable String zone, @Nullable String country, @Nullable String region) {
        return new UserPlace(zone, country, List.of(), region).clocks().get(0);
    }

    @Test
    void takesHisOtherCountriesWhereHisOwnIsNotKnown() {
        ZoneId tokyo = ZoneId.of("Asia/Tokyo");
        ZoneId london = ZoneId.of("Europe/London");
        assertThat(new UserPlace(null, null, List.of("JP", "GB"), "GLOBAL").clocks())
                .containsExactly(List.of(tokyo, london), List.of(tokyo), List.of(london));
        assertThat(new UserPlace(null, null, List.of("JP"), "UK").clocks())
                .containsExactly(List.of(london, tokyo), List.of(london), List.of(tokyo));
        assertThat(new UserPlace(null, "JP", List.of("DE"), "GLOBAL").clocks()).containsExactly(List.of(tokyo));
        assertThat(new UserPlace(null, "XX", List.of("YY"), "UK").clocks()).contains(List.of(london));
    }

    @Test
    void placesThatNeverAgreeLeaveItToTheRegion() {
        List<List<ZoneId>> clocks = new UserPlace(null, null, List.of("US", "JP"), "US").clocks();
        Hours american = new Hours(LocalTime.of(9, 0), LocalTime.of(18, 0));
        assertThat(QuietClock.firstAllowed(Instant.parse("2026-01-10T12:00:00Z"), clocks, american))
                .isEqualTo("2026-01-10T19:00:00Z");
    }

    @Test
    void everyCountryOfTheUserIsAsked() {
        FactSchema users = Vocabulary.shipped().user();
        QuietHours hours =
                new QuietHours(DAY, Map.of("US", new Hours(LocalTime.of(9, 0), LocalTime.of(18, 0))), Set.of());
        Departure departure = new Departure(hours, users);
        Instant early = Instant.parse("2026-01-10T08:30:00Z");
        for (String column : List.of("country_code", "kyc_country", "phone_country", "ip_country")) {
            FactBuilder facts = users.builder();
            facts.text(users.require("timezone").slot(), "UTC");
            facts.text(users.require(column).slot(), "US");
            assertThat(departure.reads()).contains(users.require(column));
            assertThat(departure.notBefore(facts.user("u"), CandidateClass.PROMOTIONAL, Channel.PUSH, early))
                    .as(column)
                    .isEqualTo("2026-01-10T09:00:00Z");
        }
    }

    @Test
    void isInEveryRegionThatOneOfHisCountriesIs() {
        assertThat(new UserPlace(null, "US", List.of("GB", "DE"), "GLOBAL").regions())
                .containsExactly("GLOBAL", "US", "UK");
        assertThat(new UserPlace(null, null, List.of(), null).regions()).isEmpty();
    }

    @Test
    void takesTheZoneThenTheCountryThenTheRegionThenUtc() {
        assertThat(zones("Asia/Tokyo", "DE", "EU")).containsExactly(ZoneId.of("Asia/Tokyo"));
        assertThat(zones("Mars/Olympus", "JP", "EU")).containsExactly(ZoneId.of("Asia/Tokyo"));
        assertThat(zones(null, "XX", "UK")).containsExactly(ZoneId.of("Europe/London"));
        assertThat(zones(null, null, "EU")).hasSize(3);
        assertThat(zones(null, null, "GLOBAL")).containsExactly(ZoneOffset.UTC);
        assertThat(zones(null, null, null)).containsExactly(ZoneOffset.UTC);
    }
}
