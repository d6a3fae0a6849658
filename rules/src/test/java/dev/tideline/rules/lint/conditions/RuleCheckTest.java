package dev.tideline.rules.lint.conditions;

import static dev.tideline.rules.lint.Drafts.MONTHLY;
import static dev.tideline.rules.lint.Drafts.matching;
import static dev.tideline.rules.lint.Drafts.message;
import static dev.tideline.rules.lint.Drafts.offer;
import static dev.tideline.rules.lint.Drafts.only;
import static dev.tideline.rules.lint.Drafts.playbook;
import static dev.tideline.rules.lint.Drafts.rule;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RuleCheckTest {

    private static final String PARAMETERS = """
            reentry: { cooldown: P30D }
            parameters:
              firstDay: { type: days, value: 14, min: 0, max: 30, description: First }
              lastDay: { type: days, value: 7, min: 0, max: 30, description: Last }
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daysSinceLastTrade >= 60, daysSinceLastTrade <= 59",
                "totalAsset > 100, totalAsset <= 100",
                "kycLevel > 3",
                "rfmR == 0",
                "vipLevel < 0",
                "daysSinceLastTrade < 0",
                "lastTradeAt == null, lastTradeAt >= \"2026-01-01\"",
                "lastCsat == null, lastCsat <= 2",
                "regionGroup == \"UK\", regionGroup in (\"EU\", \"SG\")",
                "regionGroup == \"UK\", !( regionGroup == \"UK\" || holdsBtc )",
                "riskFlags contains \"X\", riskFlags not contains \"X\"",
                "holdsBtc, !holdsBtc",
                "volume30d < 0.5 * volumePrev30d, volume30d >= 0.5 * volumePrev30d",
                "ticketSolvedAt > lastCsatAt, lastCsatAt >= ticketSolvedAt",
                "ticketSolvedAt > lastCsatAt, lastCsatAt == null",
                "referrerId == \"a\", referrerId != \"a\"",
                "vipLevel >= 1 || totalAsset >= 5, vipLevel < 1, totalAsset < 5",
                "accountStatus not in (\"OPEN\", \"FROZEN\", \"CLOSED\"), accountStatus != null"
            })
    void findsAContradiction(String condition) {
        List<Finding> found = lint(condition);
        assertThat(found).extracting(Finding::code).containsExactly(Code.NEVER_HOLDS);
        assertThat(found.get(0).blocks()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "daysSinceLastTrade >= 60, daysSinceLastTrade <= 60",
                "totalAsset >= 100, totalAsset <= 100",
                "kycLevel >= 3",
                "lastCsat != 3, lastCsat == null || vipLevel > 2",
                "!( daysSinceLastTrade >= 30 ), daysSinceLastTrade == null || vipLevel == 1",
                "regionGroup != \"UK\", regionGroup != \"EU\"",
                "riskFlags contains \"X\", riskFlags contains \"Y\"",
                "volume30d < 0.5 * volumePrev30d, volume30d >= 0.4 * volumePrev30d",
                "ticketSolvedAt != lastCsatAt, lastCsatAt != null",
                "daysSinceLastTrade >= 0, daysSinceLastTrade <= 29",
                "lastCsat <= 5, lastCsat >= 4",
                "accountStatus not in (\"OPEN\", \"FROZEN\", \"CLOSED\")"
            })
    void leavesAlonePartsThatCanHoldTogether(String condition) {
        assertThat(lint(condition)).isEmpty();
    }

    @Test
    void namesTheTwoPartsAndTheirPlaces() {
        Finding found = lint("vipLevel >= 1, daysSinceLastTrade >= 60, holdsBtc, daysSinceLastTrade <= 59")
                .get(0);
        assertThat(found.message())
                .isEqualTo(
                        "`daysSinceLastTrade >= 60` (rules.drl:4:31) and `daysSinceLastTrade <= 59` (rules.drl:4:67)"
                                + " can never hold together. The rule fires for nobody: change one of them, or take the rule out.");
        assertThat(found.place().line()).isEqualTo(4);
        assertThat(found.rules()).containsExactly("draft/one");
    }

    @Test
    void saysWhatAFieldCanBe() {
        assertThat(lint("kycLevel > 3").get(0).message())
                .startsWith("`kycLevel > 3` (rules.drl:4:16) can never hold (`kycLevel` 0 to 3).");
    }

    @Test
    void saysItInChinese() {
        assertThat(lint("kycLevel > 3").get(0).message(Locale.CHINESE))
                .isEqualTo("`kycLevel > 3`（rules.drl:4:16） 永远不成立（`kycLevel` 为 0 至 3）。这条规则不会对任何人触发：请修改其中之一，或删除该规则。");
    }

    @Test
    void saysWhichParametersContradictEachOther() {
        Finding found = Lint.ofConditions(playbook(
                        "draft",
                        PARAMETERS,
                        rule("draft/one", "daysSinceKyc >= $firstDay, daysSinceKyc <= $lastDay", message("m"))))
                .get(0);
        assertThat(found.code()).isEqualTo(Code.NEVER_HOLDS);
        assertThat(found.message()).contains("`daysSinceKyc >= $firstDay`, which is `daysSinceKyc >= 14`,");
    }

    @Test
    void findsAContradictionBetweenPatternsOfOneFact() {
        String patterns = "$u : User( vipLevel >= 1 )\n    Market( btcChange24h > 0.1, btcChange24h < 0.05 )";
        assertThat(Lint.ofConditions(playbook("draft", MONTHLY, matching("draft/one", patterns, message("m")))))
                .extracting(Finding::code)
                .containsExactly(Code.NEVER_HOLDS);
    }

    @Test
    void findsAPartThatSaysNothing() {
        List<Finding> found = lint("daysSinceLastTrade >= 14, vipLevel >= 2, daysSinceLastTrade >= 30");
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.PART_SAYS_NOTHING);
            assertThat(one.severity()).isEqualTo(Severity.WARNING);
            assertThat(one.message())
                    .startsWith("`daysSinceLastTrade >= 14` (rules.drl:4:16) says nothing beside"
                            + " `daysSinceLastTrade >= 30`");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vipLevel >= 2, vipLevel >= 0",
                "daysSinceLastTrade >= 30, daysSinceLastTrade != null",
                "regionGroup == \"UK\", regionGroup != \"EU\"",
                "holdsBtc, holdsBtc",
                "vipLevel >= 1, vipLevel >= 1 || totalAsset > 5"
            })
    void findsWhatFollowsFromTheRest(String condition) {
        assertThat(lint(condition)).extracting(Finding::code).containsExactly(Code.PART_SAYS_NOTHING);
    }

    @Test
    void aPartThatAParameterCouldMendIsANote() {
        List<Finding> found = Lint.ofConditions(playbook(
                "draft", PARAMETERS, rule("draft/one", "daysSinceKyc >= $firstDay, daysSinceKyc >= 10", message("m"))));
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.PART_SAYS_NOTHING);
            assertThat(one.severity()).isEqualTo(Severity.NOTE);
        });
    }

    @Test
    void findsABranchThatTheOthersCover() {
        assertThat(lint("vipLevel >= 3 || vipLevel >= 1 || totalAsset > 5"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.code()).isEqualTo(Code.BRANCH_COVERED);
                    assertThat(one.message())
                            .startsWith("The alternative `vipLevel >= 3` (rules.drl:4:16) adds nobody");
                });
    }

    @Test
    void findsABranchThatTheRestRulesOut() {
        assertThat(lint("vipLevel >= 2, vipLevel == 1 || totalAsset > 5"))
                .singleElement()
                .satisfies(one -> assertThat(one.code()).isEqualTo(Code.BRANCH_NEVER_HOLDS));
    }

    @Test
    void aBranchThatAddsSomebodyIsNone() {
        assertThat(lint("vipLevel >= 3 || totalAsset > 5")).isEmpty();
        assertThat(lint("lastCsat == null || lastCsat >= 4")).isEmpty();
    }

    @Test
    void aRuleForEverybodyWarnsIfItOffers() {
        assertThat(lint("vipLevel >= 0"))
                .singleElement()
                .satisfies(one -> assertThat(List.of(one.code(), one.severity()))
                        .isEqualTo(List.of(Code.FITS_EVERYBODY, Severity.NOTE)));
        assertThat(Lint.ofConditions(
                        playbook("draft", MONTHLY, rule("draft/one", "vipLevel >= 0", offer("fee-voucher-10")))))
                .singleElement()
                .satisfies(one -> assertThat(one.severity()).isEqualTo(Severity.WARNING));
    }

    @Test
    void saysThatAConditionIsTooLargeInsteadOfGuessing() {
        String wide = IntStream.range(0, 9)
                .mapToObj(i -> "( riskFlags contains \"A" + i + "\" || ticketCategory7d contains \"B" + i + "\" )")
                .collect(Collectors.joining(", "));
        assertThat(lint(wide + ", vipLevel > 1, vipLevel < 1")).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.TOO_LARGE);
            assertThat(one.severity()).isEqualTo(Severity.NOTE);
        });
        assertThat(only(
                        Code.TOO_LARGE,
                        lint("vipLevel > 1, " + wide.substring(0, wide.indexOf(", ( riskFlags contains \"A5")))))
                .isEmpty();
    }

    private static List<Finding> lint(String condition) {
        return Lint.ofConditions(playbook("draft", MONTHLY, rule("draft/one", condition, message("m"))));
    }
}
