package dev.tideline.rules.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.facts.Fact;
import dev.tideline.rules.facts.FactBuilder;
import dev.tideline.rules.facts.FactSchema;
import dev.tideline.rules.facts.User;
import dev.tideline.rules.facts.derive.Derivations;
import dev.tideline.rules.facts.value.FieldValues;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SegmentationTest {

    private static final Vocabulary VOCABULARY = Vocabulary.shipped();
    private static final FactSchema USER = VOCABULARY.user();
    private static final Segmentation SHIPPED = Segmentation.shipped(VOCABULARY);
    private static final Instant AS_OF = Instant.parse("2026-03-31T12:00:00Z");

    /** Fields as name=value separated by semicolons; days ago as -N. */
    @ParameterizedTest
    @CsvSource({
        "'', REGISTERED",
        "deposit_count_total=1, REGISTERED",
        "kyc_level=1, KYC_PASSED",
        "kyc_level=1;deposit_count_total=1, DEPOSITED",
        "first_trade_at=-0;last_trade_at=-0, NEW_TRADER",
        "first_trade_at=-30;last_trade_at=-30, NEW_TRADER",
        "first_trade_at=-31;last_trade_at=-13, ACTIVE",
        "first_trade_at=-31;last_trade_at=-14, AT_RISK",
        "first_trade_at=-99;last_trade_at=-29, AT_RISK",
        "first_trade_at=-99;last_trade_at=-30, DORMANT",
        "first_trade_at=-99;last_trade_at=-89, DORMANT",
        "first_trade_at=-99;last_trade_at=-90, CHURNED",
        "first_trade_at=-99;last_trade_at=-40;days_balance_below_1=45, CHURNED",
        "first_trade_at=-99;last_trade_at=-40;days_balance_below_1=44, DORMANT",
        "first_trade_at=-99;last_trade_at=-1;volume_prev_30d=1000;volume_30d=500, AT_RISK",
        "first_trade_at=-99;last_trade_at=-1;volume_prev_30d=1000;volume_30d=500.000001, ACTIVE",
        "first_trade_at=-99;last_trade_at=-1;volume_prev_30d=999.99;volume_30d=0, ACTIVE",
        "first_trade_at=-99;last_trade_at=-1;asset_30d_ago=100;total_asset=50;withdrawal_30d=50, AT_RISK",
        "first_trade_at=-99;last_trade_at=-1;asset_30d_ago=100;total_asset=50;withdrawal_30d=49, ACTIVE",
        "first_trade_at=-99;last_trade_at=-1;asset_30d_ago=100;total_asset=51;withdrawal_30d=50, ACTIVE",
        "first_trade_at=-99;last_trade_at=-1;sentiment_score_30d=-0.5, AT_RISK",
        "first_trade_at=-99;last_trade_at=-1;sentiment_score_30d=-0.49, ACTIVE",
        "first_trade_at=-999;last_trade_at=-2;last_return_at=-30, RESURRECTED",
        "first_trade_at=-999;last_trade_at=-2;last_return_at=-31, ACTIVE",
        "first_trade_at=-999;last_trade_at=-2;last_return_at=-2;account_status=FROZEN, BLOCKED",
        "account_status=CLOSED, BLOCKED",
        "risk_flags=SANCTIONS_HIT, BLOCKED",
        "risk_flags=SELF_EXCLUDED, BLOCKED",
        "risk_flags=WASH_TRADE;account_status=OPEN, REGISTERED",
        "last_trade_at=--5, REGISTERED"
    })
    void theFirstStageWhoseConditionHoldsIsTheUsers(String fields, String stage) {
        assertThat(assign(user(fields), SegmentState.NONE, AS_OF).stage()).contains(stage);
    }

    @ParameterizedTest
    @CsvSource({
        "last_trade_at=-7, 5", "last_trade_at=-8, 4", "last_trade_at=-14, 4", "last_trade_at=-15, 3",
        "last_trade_at=-30, 3", "last_trade_at=-31, 2", "last_trade_at=-90, 2", "last_trade_at=-91, 1"
    })
    void recencyIsCutAt7And14And30And90Days(String fields, String score) {
        assertThat(assign(user(fields), SegmentState.NONE, AS_OF).value("rfm_r"))
                .contains(score);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "2, 2", "3, 3", "9, 3", "10, 4", "49, 4", "50, 5"})
    void frequencyIsCutAt1And3And10And50Trades(int trades, String score) {
        FactBuilder user = user("last_trade_at=-1;trade_count_90d=" + trades);
        assertThat(assign(user, SegmentState.NONE, AS_OF).value("rfm_f")).contains(score);
        assertThat(user.number(USER.require("rfm_f").slot())).isEqualTo(Long.parseLong(score));
    }

    @Test
    void whoNeverTradedHasNoScores() {
        FactBuilder user = user("fee_paid_90d=10");
        SegmentState state = assign(user, SegmentState.NONE, AS_OF);
        assertThat(state.values()).doesNotContainKeys("rfm_r", "rfm_f", "rfm_m");
        assertThat(user.number(USER.require("rfm_m").slot())).isEqualTo(Fact.MISSING);
    }

    @ParameterizedTest
    @CsvSource({
        "registered_at=-1, registration_age, 0-1", "registered_at=-2, registration_age, 2-7",
        "registered_at=-365, registration_age, 91-365", "registered_at=-366, registration_age, 366+",
        "total_asset=9.999999, asset_tier, 0-10", "total_asset=10, asset_tier, 10-100",
        "total_asset=100000, asset_tier, 100k+", "volume_30d=999.99, volume_tier, 0-1k",
        "volume_30d=1000000, volume_tier, 1M+", "trade_count_30d=0, trade_frequency, 0",
        "trade_count_30d=200, trade_frequency, 200+", "login_days_7d=5, activity_level, HIGH",
        "login_days_30d=1, activity_level, LOW", "registered_at=-30, never_activated, YES"
    })
    void aBandOwnsItsLowerEnd(String fields, String axis, String value) {
        FactBuilder user = user(fields);
        assertThat(assign(user, SegmentState.NONE, AS_OF).value(axis)).contains(value);
        assertThat(user.user("u").text(USER.require(axis).slot())).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({"registered_at=-29", "registered_at=-99;last_trade_at=-99"})
    void whoIsYoungOrHasTradedIsNotNeverActivated(String fields) {
        assertThat(assign(user(fields), SegmentState.NONE, AS_OF).value("never_activated"))
                .isEmpty();
    }

    @Test
    void aChangedStageIsEnteredAtTheInstantOfEvaluation() {
        SegmentState active = assign(user("first_trade_at=-99;last_trade_at=-1"), SegmentState.NONE, AS_OF);
        Instant later = Instant.parse("2026-06-28T06:30:00Z");
        FactBuilder user = user("first_trade_at=-99;last_trade_at=-1");
        SegmentState churned = assign(user, active.settled(), later);
        assertThat(churned.stage()).contains("CHURNED");
        assertThat(churned.previousStage()).isEqualTo("ACTIVE");
        assertThat(churned.stageEnteredAt()).isEqualTo(FieldValues.micros(later));
        assertThat(churned.changes())
                .contains(new SegmentChange("lifecycle_stage", "ACTIVE", "CHURNED", "daysSinceLastTrade >= 90: 90"));
    }

    @Test
    void theFieldsOfTheStageAreSet() {
        SegmentState stored = new SegmentState(
                Map.of("lifecycle_stage", "ACTIVE"),
                "DORMANT",
                FieldValues.micros(Instant.parse("2026-03-30T11:30:00Z")),
                List.of());
        FactBuilder builder = user("first_trade_at=-99;last_trade_at=-1");
        assign(builder, stored, AS_OF);
        User user = builder.user("u");
        assertThat(user.text(USER.require("lifecycle_stage").slot())).isEqualTo("ACTIVE");
        assertThat(user.text(USER.require("previous_stage").slot())).isEqualTo("DORMANT");
        assertThat(user.number(USER.require("hours_since_stage").slot())).isEqualTo(24);
    }

    @Test
    void anUnchangedUserKeepsTheVerySameState() {
        String fields = "first_trade_at=-99;last_trade_at=-1;registered_at=-100";
        SegmentState first = assign(user(fields), SegmentState.NONE, AS_OF).settled();
        assertThat(assign(user(fields), first, AS_OF.plusSeconds(60))).isSameAs(first);
    }

    @Test
    void everyChangeTellsItsCause() {
        SegmentState state = assign(
                user("first_trade_at=-99;last_trade_at=-1;volume_prev_30d=2000;volume_30d=300"),
                SegmentState.NONE,
                AS_OF);
        assertThat(state.changes()).hasSameSizeAs(state.values().keySet());
        assertThat(state.changes())
                .filteredOn(change -> change.axis().equals("lifecycle_stage"))
                .extracting(SegmentChange::cause)
                .containsExactly("daysSinceLastTrade <= 29: 1, volumePrev30d >= 1000: 2000, "
                        + "volume30d <= 0.5 * volumePrev30d: volume30d 300 and volumePrev30d 2000");
    }

    @Test
    void aValueThatNoLongerFitsIsLeft() {
        SegmentState before =
                assign(user("registered_at=-40"), SegmentState.NONE, AS_OF).settled();
        SegmentState after = assign(user("registered_at=-40;first_trade_at=-0;last_trade_at=-0"), before, AS_OF);
        assertThat(after.value("never_activated")).isEmpty();
        assertThat(after.changes()).contains(new SegmentChange("never_activated", "YES", null, ""));
    }

    @Test
    void anAxisThatReadsAStaleFieldStaysAsItWas() {
        SegmentState before = assign(user("first_trade_at=-99;last_trade_at=-1"), SegmentState.NONE, AS_OF)
                .settled();
        Segmentation stale = SHIPPED.keeping(Set.of(USER.require("last_trade_at")));
        FactBuilder user = user("first_trade_at=-99;last_trade_at=-80;total_asset=500");
        SegmentState after = assign(stale, user, before, AS_OF);
        assertThat(after.stage()).contains("ACTIVE");
        assertThat(after.value("rfm_r")).isEqualTo(before.value("rfm_r"));
        assertThat(after.value("asset_tier")).contains("100-1k");
    }

    @Test
    void whoHasNoSegmentYetGetsItFromWhatIsKnownThoughAFieldIsStale() {
        Segmentation stale = SHIPPED.keeping(Set.of(USER.require("account_status")));
        FactBuilder user = user("first_trade_at=-99;last_trade_at=-1");
        assertThat(assign(stale, user, SegmentState.NONE, AS_OF).stage()).contains("ACTIVE");
        assertThat(assign(SHIPPED.still(), user, SegmentState.NONE, AS_OF)).isEqualTo(SegmentState.NONE);
    }

    @Test
    void theStoredFormSurvivesAndLeavesOutTheChanges() {
        SegmentState state = assign(user("first_trade_at=-99;last_trade_at=-1"), SegmentState.NONE, AS_OF);
        assertThat(SegmentState.fromJson(state.json())).isEqualTo(state.settled());
        assertThat(SegmentState.fromJson(SegmentState.NONE.json())).isEqualTo(SegmentState.NONE);
        assertThat(state.json()).hasSizeLessThan(400);
    }

    @Test
    void theStoredFormOfAnotherOrderIsTheSameState() {
        SegmentState state = assign(user("first_trade_at=-99;last_trade_at=-1"), SegmentState.NONE, AS_OF);
        Map<String, String> turned = new LinkedHashMap<>();
        state.values().keySet().stream()
                .sorted()
                .forEach(axis -> turned.put(axis, state.values().get(axis)));
        assertThat(new SegmentState(turned, state.previousStage(), state.stageEnteredAt(), List.of()))
                .isEqualTo(state.settled());
    }

    @Test
    void shippedValuesAreThoseOfTheVocabulary() {
        assertThat(SHIPPED.axes()).allSatisfy(axis -> {
            var field = USER.require(axis.column());
            if (!field.values().isEmpty()) {
                assertThat(axis.values().stream().map(Axis.Value::name))
                        .as(axis.column())
                        .containsExactlyInAnyOrderElementsOf(field.values());
            }
        });
    }

    private static SegmentState assign(FactBuilder user, SegmentState previous, Instant asOf) {
        return assign(SHIPPED, user, previous, asOf);
    }

    private static SegmentState assign(
            Segmentation segmentation, FactBuilder user, SegmentState previous, Instant asOf) {
        Derivations.apply(user, asOf, ZoneOffset.UTC);
        return segmentation.assign(user, previous, asOf);
    }

    private static FactBuilder user(String fields) {
        FactBuilder user = USER.builder();
        for (String field : fields.split(";", -1)) {
            if (!field.isEmpty()) {
                String[] pair = field.split("=", 2);
                FieldValues.set(user, USER.require(pair[0]), value(pair[0], pair[1]));
            }
        }
        return user;
    }

    private static String value(String column, String text) {
        return column.endsWith("_at")
                ? AS_OF.minusSeconds(Long.parseLong(text.substring(1)) * 86_400).toString()
                : text;
    }
}
