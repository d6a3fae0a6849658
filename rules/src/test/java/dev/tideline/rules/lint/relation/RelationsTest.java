package dev.tideline.rules.lint.relation;

import static dev.tideline.rules.lint.Drafts.MONTHLY;
import static dev.tideline.rules.lint.Drafts.matching;
import static dev.tideline.rules.lint.Drafts.message;
import static dev.tideline.rules.lint.Drafts.playbook;
import static dev.tideline.rules.lint.Drafts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelationsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hoursSinceFirstDeposit <= 24, daysSinceFirstDeposit >= 7",
                "hoursSinceLastLogin >= 100, daysSinceLastLogin <= 2",
                "lastTradeAt == null, daysSinceLastTrade >= 3",
                "hoursSinceFirstDeposit == null, daysSinceFirstDeposit >= 1",
                "registeredAt == null, daysSinceAnniversary <= 3",
                "contestEndsAt == null, contestHoursLeft <= 24",
            })
    void whatTheEngineDerivesIsCertain(String condition) {
        assertThat(lint(condition)).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.NEVER_HOLDS);
            assertThat(one.severity()).isEqualTo(Severity.ERROR);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tradeCount7d > 5, tradeCount30d < 3",
                "tradeCount7d > 5, tradeCountTotal < 3",
                "volume30d > 100, volumeTotal <= 100",
                "depositCountTotal == 0, depositTotal > 100",
                "tradeCountTotal == 0, spotVolume30d >= 1",
                "activeTradeDays7d >= 3, tradeCount30d <= 2",
                "totalAsset > 500, peakAsset < 400",
                "tradeCountTotal == 0, daysSinceLastTrade >= 30",
                "depositCountTotal == 0, hoursSinceFirstDeposit <= 24",
                "daysSinceRegistration <= 3, daysSinceLastDeposit >= 5",
                "daysSinceFirstTrade <= 10, daysSinceReturn >= 20",
                "assetTier == \"100k+\", totalAsset < 100",
                "assetTier == \"100-1k\", totalAsset < 50",
                "assetTier in (\"0-10\", \"10-100\"), totalAsset >= 100",
                "lifecycleStage == \"ACTIVE\", daysSinceLastTrade >= 60",
                "lifecycleStage == \"DORMANT\", daysSinceLastTrade >= 90",
                "lifecycleStage == \"ACTIVE\", lastTradeAt == null",
                "lifecycleStage == \"ACTIVE\", rfmR == 1",
                "rfmR == 5, daysSinceLastTrade >= 8",
                "neverActivated == \"YES\", daysSinceLastTrade <= 3",
                "tradeFrequency == \"0\", volume30d > 0",
                "tradeCount7d > tradeCount30d",
                "tradeCount30d < tradeCount7d",
                "tradeCount7d >= 1, tradeCount30d < tradeCount7d",
                "volume30d > volumeTotal",
                "volume30d > 1.5 * volumeTotal",
                "volumeTotal < 0.5 * spotVolume30d",
                "totalAsset > peakAsset",
                "totalAsset > 2 * peakAsset, peakAsset >= 0",
                "firstTradeAt > lastTradeAt",
                "lastDepositAt < registeredAt",
                "firstTradeAt >= \"2026-03-02\", lastTradeAt < \"2026-03-01\"",
                "daysSinceLastLogin >= 30, loginDays30d >= 1",
                "daysSinceLastLogin >= 7, loginDays7d >= 1",
                "hoursSinceLastLogin >= 960, loginDays30d > 0",
                "lastLoginAt == null, loginDays30d >= 1",
                "daysSinceLastDeposit >= 7, deposit7d > 0",
                "daysSinceLastLogin <= 29, loginDays30d == 0",
                "daysSinceLastTrade <= 6, tradeCount7d == 0",
                "daysSinceLastTrade <= 29, activeTradeDays30d == 0",
                "daysSinceFirstTrade <= 89, tradeCount90d < 1",
            })
    void whatFeedsAndSegmentsMakeSoIsAWarning(String condition) {
        assertThat(lint(condition)).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.NEVER_HOLDS);
            assertThat(one.severity()).isEqualTo(Severity.WARNING);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tradeCount7d > 5, tradeCount30d > 3",
                "tradeCount7d < 5, tradeCount30d < 3",
                "depositCountTotal >= 1, depositTotal > 100",
                "depositCountTotal == 0, depositTotal == 0",
                "hoursSinceFirstDeposit <= 24, daysSinceFirstDeposit >= 1",
                "hoursSinceFirstDeposit >= 160, daysSinceFirstDeposit <= 7",
                "lastTradeAt != null, daysSinceLastTrade == null", // an instant ahead of the clock
                "assetTier == \"100-1k\", totalAsset < 150",
                "assetTier != \"100k+\", totalAsset < 100",
                "assetTier == null, totalAsset < 100",
                "lifecycleStage == \"ACTIVE\", daysSinceLastTrade <= 13",
                "lifecycleStage == \"RESURRECTED\", daysSinceLastTrade >= 20",
                "lifecycleStage == \"CHURNED\", daysSinceLastTrade <= 60, daysBalanceBelow1 >= 45",
                "lifecycleStage not in (\"ACTIVE\"), daysSinceLastTrade <= 20",
                "tradeCount7d >= tradeCount30d",
                "tradeCount7d != tradeCount30d",
                "tradeCount7d > 0.5 * tradeCount30d",
                "volume30d >= 2 * volumeTotal", // both 0
                "totalAsset > 2 * peakAsset", // below 0
                "totalAsset < 2 * peakAsset",
                "firstTradeAt == lastTradeAt",
                "daysSinceFirstTrade > daysSinceLastTrade",
                "daysSinceLastLogin >= 29, loginDays30d >= 1",
                "daysSinceLastLogin >= 7, loginDays30d >= 1",
                "daysSinceLastLogin == null, loginDays30d >= 1", // the last one ahead of the clock
                "daysSinceLastLogin <= 7, loginDays7d == 0",
                "daysSinceLastDeposit >= 6, deposit7d > 0",
                "daysSinceLastDeposit <= 6, deposit7d == 0",
                "daysSinceLastTrade >= 30, tradeCount30d >= 1", // with a bonus alone
                "daysSinceLastTrade <= 30, tradeCount30d == 0",
            })
    void leavesAloneWhatCanBe(String condition) {
        assertThat(lint(condition)).noneMatch(one -> one.code() == Code.NEVER_HOLDS);
    }

    @Test
    void noSuchDayIsInTheMonth() {
        assertThat(calendar("dayOfMonth == 31, month == 2"))
                .filteredOn(one -> one.code() == Code.NEVER_HOLDS)
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.severity()).isEqualTo(Severity.ERROR);
                    assertThat(one.message()).contains("no such month has such a day");
                });
        for (String possible : List.of("dayOfMonth == 29, month == 2", "dayOfMonth == 31, month in (2, 3)")) {
            assertThat(calendar(possible)).noneMatch(one -> one.code() == Code.NEVER_HOLDS);
        }
    }

    private static List<Finding> calendar(String condition) {
        return Lint.ofConditions(playbook(
                "draft",
                MONTHLY,
                matching("draft/one", "AsOf( " + condition + " )\n    $u : User( vipLevel >= 1 )", message("m"))));
    }

    @Test
    void namesThePartsAndWhatRulesThemOut() {
        Finding found = lint("vipLevel >= 1, tradeCount7d > 5, holdsBtc, tradeCountTotal < 3")
                .get(0);
        assertThat(found.message())
                .isEqualTo(
                        "`tradeCount7d > 5` (rules.drl:4:31) and `tradeCountTotal < 3` (rules.drl:4:59) can never hold"
                                + " together: `tradeCount7d` is never more than `tradeCountTotal`. The rule fires"
                                + " for nobody: change one of them, or take the rule out.");
        assertThat(found.message(Locale.CHINESE)).contains("`tradeCount7d` 永远不大于 `tradeCountTotal`");
        assertThat(lint("assetTier == \"100k+\", totalAsset < 100").get(0).message())
                .contains("can never hold together: `assetTier` 100k+ asks for `totalAsset >= 100000`.");
    }

    @Test
    void aPartThatContradictsWhatIsKnownByItselfIsSaidAlone() {
        Finding found = lint("vipLevel >= 1, firstTradeAt > lastTradeAt").get(0);
        assertThat(found.message())
                .isEqualTo("`firstTradeAt > lastTradeAt` (rules.drl:4:31) can never hold: `firstTradeAt` is never after"
                        + " `lastTradeAt`. The rule fires for nobody: change it, or take the rule out.");
        assertThat(found.message(Locale.CHINESE)).contains("永远不成立：`firstTradeAt` 永远不晚于 `lastTradeAt`。");
        assertThat(lint("daysSinceFirstTrade < daysSinceLastTrade").get(0).message())
                .contains("can never hold: `daysSinceLastTrade` is never more than `daysSinceFirstTrade`.");
        assertThat(lint("daysSinceLastLogin >= 30, loginDays30d >= 1").get(0).message())
                .contains(
                        "can never hold together: `loginDays30d` is above 0 only if `daysSinceLastLogin` is at most 29.");
    }

    @Test
    void anAlternativeThatTheRestRulesOutIsTold() {
        assertThat(lint("tradeCount30d < 3, tradeCount7d > 5 || vipLevel >= 2"))
                .extracting(Finding::code)
                .containsExactly(Code.BRANCH_NEVER_HOLDS);
    }

    private static List<Finding> lint(String condition) {
        return Lint.ofConditions(playbook("draft", MONTHLY, rule("draft/one", condition, message("m"))));
    }
}
