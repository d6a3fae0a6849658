package dev.tideline.rules.due;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.Field;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.interpretation.Interpreter;
import dev.tideline.rules.language.Condition;
import dev.tideline.rules.language.Visibility;
import dev.tideline.rules.reading.RuleReader;
import dev.tideline.rules.reading.condition.ConditionReader;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class DueAnalysisTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final Field LAST_TRADE = VOCABULARY.user().require("days_since_last_trade");

    @Example
    void findsTheThresholdsOfDerivedFields() {
        assertThat(thresholds("daysSinceLastTrade >= 30, daysSinceLastTrade < 60", "days_since_last_trade")
                        .cuts())
                .containsExactly(30, 60);
        assertThat(thresholds("daysSinceLastTrade > 29 && <= 59", "days_since_last_trade")
                        .cuts())
                .containsExactly(30, 60);
        assertThat(thresholds("daysSinceLastTrade == 30 || != 60", "days_since_last_trade")
                        .cuts())
                .containsExactly(30, 31, 60, 61);
        assertThat(thresholds("daysSinceLastTrade in (1, 7)", "days_since_last_trade")
                        .cuts())
                .containsExactly(1, 2, 7, 8);
        assertThat(thresholds("daysSinceLastTrade != null", "days_since_last_trade")
                        .cuts())
                .isEmpty();
    }

    @Example
    void findsTheThresholdsOfWindowsMeansAndRuns() {
        assertThat(thresholds("tradeCount7d >= 3", "trade_count_7d").cuts()).containsExactly(3);
        assertThat(thresholds("assetAvg30d < 1.5", "asset_avg_30d").cuts()).containsExactly(1_500_000);
        assertThat(thresholds("daysBalanceBelow1 >= 45", "days_balance_below_1").cuts())
                .containsExactly(45);
        assertThat(thresholds("withdrawal24h >= 1000", "withdrawal_24h").cuts()).containsExactly(1_000_000_000);
        assertThat(thresholds("!(loginDaysPrev30d == 0)", "login_days_prev_30d").cuts())
                .containsExactly(0, 1);
    }

    @Example
    void anyChangeCountsWhereFieldsAreComparedWithEachOther() {
        TimeDependence found = analyse("volume30d <= 0.5 * volumePrev30d, ticketCategory7d contains \"FEE\"");
        assertThat(found.user().keySet())
                .extracting(Field::column)
                .containsExactlyInAnyOrder("volume_30d", "volume_prev_30d", "ticket_category_7d");
        assertThat(found.user().values()).containsOnly(Thresholds.anyChange());
        assertThat(found.analysable()).isTrue();
    }

    @Example
    void leavesOutWhatTimeDoesNotChange() {
        TimeDependence found = analyse("totalAsset >= 100, kycLevel == 1, registeredAt < \"2026-01-01\", holdsBtc");
        assertThat(found.user()).isEmpty();
        assertThat(found.reads()).hasSize(4);
    }

    @Example
    void mergesTheThresholdsOfAllConditions() {
        TimeDependence found = DueAnalysis.ofUserConditions(
                List.of(read("daysSinceLastTrade >= 30"), read("daysSinceLastTrade >= 60"), read("tradeCount7d >= 1")));
        assertThat(found.user().get(LAST_TRADE)).isEqualTo(Thresholds.cuts(List.of(30L, 60L)));
        assertThat(found.user()).hasSize(2);
    }

    @Example
    void aRuleOnTheCalendarIsDueWhenADayBegins() {
        String rule = """
                rule "p/r" @why("x")
                when $u : User( daysSinceLastTrade >= 3 ) Market( btcChange24h < -0.05 ) AsOf( dayOfWeek == "FRIDAY" )
                then offer("x").to($u); end
                """;
        TimeDependence found = DueAnalysis.of(new RuleReader(VOCABULARY)
                .playbook("p", Map.of("r.drl", rule), Map.of())
                .orThrow());
        assertThat(found.dayBoundary()).isTrue();
        assertThat(found.analysable()).isTrue();
        assertThat(found.user().get(LAST_TRADE).cuts()).containsExactly(3);
        assertThat(found.market()
                        .get(VOCABULARY.market().require("btc_change_24h"))
                        .cuts())
                .containsExactly(-50_000);
        assertThat(found.reads()).hasSize(3);
    }

    @Property
    void truthNeverChangesBetweenTwoCuts(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 0, max = 20) Integer> limits,
            @ForAll @IntRange(min = 0, max = 20) int before,
            @ForAll @IntRange(min = 0, max = 20) int after) {
        List<String> signs = List.of("==", "!=", "<", "<=", ">", ">=");
        StringBuilder text = new StringBuilder("tradeCount7d not in (25)");
        limits.forEach(limit -> text.append(limit % 2 == 0 ? " && " : " || ")
                .append("daysSinceLastTrade ")
                .append(signs.get(limit % signs.size()))
                .append(' ')
                .append(limit));
        Condition condition = read(text.toString());
        boolean changes = holds(condition, before) != holds(condition, after);
        Thresholds thresholds =
                DueAnalysis.ofUserConditions(List.of(condition)).user().get(LAST_TRADE);
        assertThat(changes && !thresholds.separates(before, after))
                .as(text.toString())
                .isFalse();
    }

    @Example
    void stepsFromCutToCut() {
        Thresholds thresholds = Thresholds.cuts(List.of(30L, 60L));
        assertThat(thresholds.nextAbove(10)).hasValue(30);
        assertThat(thresholds.nextAbove(30)).hasValue(60);
        assertThat(thresholds.nextAbove(60)).isEmpty();
        assertThat(thresholds.nextBelow(61)).hasValue(59);
        assertThat(thresholds.nextBelow(60)).hasValue(59);
        assertThat(thresholds.nextBelow(59)).hasValue(29);
        assertThat(thresholds.nextBelow(29)).isEmpty();
        assertThat(Thresholds.anyChange().nextAbove(5)).hasValue(6);
        assertThat(Thresholds.anyChange().nextBelow(5)).hasValue(4);
        assertThat(Thresholds.anyChange().nextAbove(Long.MAX_VALUE)).isEmpty();
        assertThat(Thresholds.anyChange().nextBelow(Fact.MISSING)).isEmpty();
    }

    @Example
    void appearingAndVanishingAlwaysCounts() {
        Thresholds thresholds = Thresholds.cuts(List.of(30L));
        assertThat(thresholds.separates(Fact.MISSING, 5)).isTrue();
        assertThat(thresholds.separates(5, Fact.MISSING)).isTrue();
        assertThat(thresholds.separates(Fact.MISSING, Fact.MISSING)).isFalse();
        assertThat(thresholds.separates(5, 29)).isFalse();
        assertThat(thresholds.separates(29, 30)).isTrue();
        assertThat(thresholds.separates(30, 29)).isTrue();
        assertThat(thresholds.and(Thresholds.anyChange()).separates(5, 6)).isTrue();
        assertThat(thresholds).hasToString("[30]").hasSameHashCodeAs(Thresholds.cuts(List.of(30L)));
    }

    private static boolean holds(Condition condition, long days) {
        return Interpreter.holds(
                condition,
                VOCABULARY.user().builder().number(LAST_TRADE.slot(), days).user("u"));
    }

    private static Thresholds thresholds(String text, String column) {
        return analyse(text).user().get(VOCABULARY.user().require(column));
    }

    private static TimeDependence analyse(String text) {
        return DueAnalysis.ofUserConditions(List.of(read(text)));
    }

    private static Condition read(String text) {
        return new ConditionReader()
                .read(text, "test", VOCABULARY.user(), Visibility.PLAYBOOK, Map.of())
                .orThrow();
    }
}
