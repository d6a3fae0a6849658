package dev.tideline.rules.lint.conditions;

import static dev.tideline.rules.lint.Drafts.MONTHLY;
import static dev.tideline.rules.lint.Drafts.message;
import static dev.tideline.rules.lint.Drafts.offer;
import static dev.tideline.rules.lint.Drafts.only;
import static dev.tideline.rules.lint.Drafts.playbook;
import static dev.tideline.rules.lint.Drafts.rows;
import static dev.tideline.rules.lint.Drafts.rule;
import static dev.tideline.rules.lint.Drafts.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.language.CheckedRule;
import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import dev.tideline.rules.lint.finding.Severity;
import dev.tideline.rules.lint.subject.Subject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RowsCheckTest {

    @Test
    void findsARuleThatIsThereTwice() {
        List<Finding> found = Lint.ofConditions(playbook(
                "draft",
                MONTHLY,
                rule("draft/one", "vipLevel >= 1, totalAsset < 100", message("m")),
                rule("draft/two", "!( totalAsset >= 100 ), !( vipLevel == 0 )", message("m"))));
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.DUPLICATE_RULE);
            assertThat(one.rules()).containsExactly("draft/two", "draft/one");
            assertThat(one.message())
                    .isEqualTo(
                            "`draft/two` fits the same users as `draft/one` (rules.drl:1:6) and does the same. Take one"
                                    + " of them out.");
        });
    }

    @Test
    void findsARuleWithinAWiderOne() {
        List<Finding> found = Lint.ofConditions(playbook(
                "draft",
                MONTHLY,
                rule("draft/narrow", "vipLevel >= 2, regionGroup == \"EU\"", message("m")),
                rule("draft/wide", "vipLevel >= 1", message("m"))));
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.SUBSUMED_RULE);
            assertThat(one.rules()).containsExactly("draft/narrow", "draft/wide");
        });
    }

    @Test
    void aRuleThatCountsItsReentryAloneIsNoDuplicate() {
        Subject draft = playbook(
                "draft",
                MONTHLY + "\nrules:\n  two: { reentry: { cooldown: P3D } }",
                rule("draft/one", "vipLevel >= 1", message("m")),
                rule("draft/two", "vipLevel >= 1", message("m")));
        assertThat(Lint.ofConditions(draft)).isEmpty();
    }

    @Test
    void rulesThatOnlyPartlyFitTheSameUsersAndDoTheSameAreLeftAlone() {
        assertThat(Lint.ofConditions(playbook(
                        "draft",
                        MONTHLY,
                        rule("draft/one", "vipLevel >= 2", message("m")),
                        rule("draft/two", "holdsBtc", message("m")))))
                .isEmpty();
    }

    @Test
    void findsTwoOffersForTheSameUsersWithAnExample() {
        List<Finding> found = Lint.ofConditions(playbook(
                "draft",
                MONTHLY,
                rule("draft/low", "totalAsset >= 100, totalAsset <= 1000", offer("fee-voucher-10")),
                rule("draft/high", "totalAsset >= 1000", offer("fee-voucher-20"))));
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.RULES_OVERLAP);
            assertThat(one.severity()).isEqualTo(Severity.WARNING);
            assertThat(one.message())
                    .contains("`totalAsset` 1000; for example `totalAsset` 1000")
                    .contains("It offers [fee-voucher-20] where the other offers [fee-voucher-10].");
        });
    }

    @Test
    void bandsThatMeetDoNotOverlapAndLeaveNoGap() {
        assertThat(Lint.ofConditions(rows(
                        "draft",
                        MONTHLY,
                        rule("draft/low", "totalAsset >= 100, totalAsset < 1000", offer("fee-voucher-10")),
                        rule("draft/high", "totalAsset >= 1000", offer("fee-voucher-20")))))
                .isEmpty();
    }

    @Test
    void anOverlapOfAMessageAndAnOfferMayBeMeantInRulesButNotInATable() {
        String[] rules = {
            rule("draft/one", "vipLevel >= 1", message("m")), rule("draft/two", "holdsBtc", offer("fee-voucher-10"))
        };
        assertThat(Lint.ofConditions(playbook("draft", MONTHLY, rules)))
                .extracting(Finding::severity)
                .containsExactly(Severity.NOTE);
        assertThat(Lint.ofConditions(rows("draft", MONTHLY, rules)))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNING);
    }

    @Test
    void findsTheValuesThatNoRowCovers() {
        List<Finding> found = Lint.ofConditions(rows(
                "draft",
                MONTHLY,
                rule("draft/a", "daysSinceLastTrade >= 30, daysSinceLastTrade <= 59", offer("fee-voucher-10")),
                rule("draft/b", "daysSinceLastTrade >= 62, daysSinceLastTrade <= 89", offer("fee-voucher-20"))));
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.GAP);
            assertThat(one.severity()).isEqualTo(Severity.WARNING);
            assertThat(one.message()).startsWith("No rule covers `daysSinceLastTrade` 60 to 61, although");
            assertThat(one.rules()).containsExactly("draft/a", "draft/b");
        });
    }

    @Test
    void aGapThatAnotherRuleFillsIsNone() {
        assertThat(only(
                        Code.GAP,
                        Lint.ofConditions(playbook(
                                "draft",
                                MONTHLY,
                                rule("draft/a", "vipLevel >= 1, vipLevel <= 2", offer("fee-voucher-10")),
                                rule("draft/b", "vipLevel >= 5, vipLevel <= 6", offer("fee-voucher-20")),
                                rule("draft/c", "vipLevel in (3, 4)", offer("fee-voucher-30"))))))
                .isEmpty();
    }

    @Test
    void findsAGapForOneRegionAlone() {
        List<Finding> found = only(
                Code.GAP,
                Lint.ofConditions(rows(
                        "draft",
                        MONTHLY,
                        rule("draft/a", "regionGroup == \"EU\", totalAsset < 100", offer("fee-voucher-10")),
                        rule("draft/b", "regionGroup in (\"EU\", \"AE\"), totalAsset >= 200", offer("fee-voucher-20")),
                        rule("draft/c", "regionGroup == \"AE\", totalAsset < 200", offer("fee-voucher-30")))));
        assertThat(found)
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .startsWith("No rule covers `regionGroup` EU, `totalAsset` 100 to below 200, although"));
    }

    @Test
    void findsACornerThatTwoColumnsLeaveOpen() {
        List<Finding> found = only(
                Code.GAP,
                Lint.ofConditions(rows(
                        "draft",
                        MONTHLY,
                        rule("draft/a", "vipLevel in (1, 2), kycLevel == 1", offer("fee-voucher-10")),
                        rule("draft/b", "vipLevel in (1, 2), kycLevel == 2", offer("fee-voucher-20")),
                        rule("draft/c", "vipLevel == 3, kycLevel == 1", offer("fee-voucher-30")))));
        assertThat(found)
                .singleElement()
                .satisfies(one ->
                        assertThat(one.message()).startsWith("No rule covers `kycLevel` 2, `vipLevel` 3, although"));
    }

    @Test
    void findsABandThatOneRegionLacks() {
        assertThat(gaps(band("a", 30, 44, "\"GLOBAL\", \"EU\""), band("b", 45, 59, "\"EU\"")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.severity()).isEqualTo(Severity.WARNING);
                    assertThat(one.message())
                            .startsWith("No rule covers `daysSinceLastTrade` 45 to 59, `regionGroup` GLOBAL, although");
                    assertThat(one.rules()).containsExactly("draft/a", "draft/b");
                });
        assertThat(gaps(band("a", 30, 44, "\"UK\""), band("b", 45, 59, "\"EU\""), band("c", 30, 44, "\"EU\"")))
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .startsWith("No rule covers `daysSinceLastTrade` 45 to 59, `regionGroup` UK, although"));
    }

    @Test
    void findsABandThatAllRegionsButTheOthersLack() {
        String others = rule(
                "draft/b",
                "daysSinceLastTrade >= 30, daysSinceLastTrade <= 59, regionGroup not in (\"GLOBAL\", \"EU\")",
                offer("fee-voucher-20"));
        assertThat(gaps(band("a", 30, 44, "\"GLOBAL\", \"EU\""), others))
                .singleElement()
                .satisfies(one -> assertThat(one.message())
                        .startsWith(
                                "No rule covers `daysSinceLastTrade` 45 to 59, `regionGroup` EU or GLOBAL, although"));
    }

    @Test
    void regionsWithBandsOfTheirOwnLackNothing() {
        assertThat(gaps(band("a", 30, 44, "\"UK\""), band("b", 45, 59, "\"EU\"")))
                .isEmpty();
        assertThat(gaps(
                        band("a", 30, 44, "\"GLOBAL\", \"EU\""),
                        band("b", 45, 59, "\"EU\""),
                        rule("draft/c", "daysSinceLastTrade >= 45, daysSinceLastTrade <= 60", offer("fee-voucher-5"))))
                .isEmpty();
    }

    private static String band(String name, int first, int last, String regions) {
        return rule(
                "draft/" + name,
                "daysSinceLastTrade >= " + first + ", daysSinceLastTrade <= " + last + ", regionGroup in (" + regions
                        + ")",
                offer("fee-voucher-10"));
    }

    private static List<Finding> gaps(String... rules) {
        return only(Code.GAP, Lint.ofConditions(rows("draft", MONTHLY, rules)));
    }

    @Test
    void theOrderOfRulesDoesNotMatter() {
        List<String> rules = new ArrayList<>(IntStream.range(0, 12)
                .mapToObj(i -> rule(
                        "draft/r" + i,
                        "vipLevel >= " + i % 5 + ", holdsBtc || kycLevel == " + i % 4,
                        message("m" + i % 3)))
                .toList());
        Subject draft = playbook("draft", MONTHLY, rules.toArray(String[]::new));
        List<Finding> expected = Lint.ofConditions(draft);
        assertThat(expected).isNotEmpty();
        List<CheckedRule> shuffled = new ArrayList<>(draft.rules());
        Collections.shuffle(shuffled, new Random(7));
        assertThat(Lint.ofConditions(new Subject(draft.playbook(), shuffled))).isEqualTo(expected);
    }

    @Test
    void aTableOfTwoHundredRowsIsCheckedInTime() {
        List<String> regions = List.of("EU", "AE", "CA", "HK", "GLOBAL");
        String[] written = IntStream.range(0, 200)
                .mapToObj(i -> rule(
                        "draft/row-" + i,
                        "regionGroup == \"%s\", daysSinceLastTrade >= %d, daysSinceLastTrade <= %d, totalAsset >= %d, totalAsset < %d"
                                .formatted(
                                        regions.get(i % 5),
                                        i / 5 % 8 * 30,
                                        i / 5 % 8 * 30 + 29,
                                        i / 40 * 100,
                                        i / 40 * 100 + (i == 77 ? 90 : 100)),
                        offer("fee-voucher-" + List.of(10, 20, 30).get(i % 3))))
                .toArray(String[]::new);
        Subject table = rows("draft", MONTHLY, written);
        long began = System.nanoTime();
        List<Finding> found = Lint.ofConditions(table);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
        assertThat(found).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.GAP);
            assertThat(one.message()).contains("`totalAsset` 190 to below 200");
            assertThat(one.rules()).contains("draft/row-77", "draft/row-117").hasSizeLessThan(10);
        });
    }

    @Test
    void aTableIsToldByItsRowsAndCells() {
        List<Finding> found = Lint.ofConditions(table("draft", MONTHLY, """
                Rule,Why,days since the last trade,Incentive,Channels
                light,a,30..59,fee-voucher-10,e-mail
                deep,b,62..89,fee-voucher-20,e-mail
                late,c,89..120,fee-voucher-30,e-mail
                never,d,">= 10, < 5",fee-voucher-30,e-mail
                """));
        assertThat(found).extracting(Finding::code).containsExactly(Code.NEVER_HOLDS, Code.GAP, Code.RULES_OVERLAP);
        assertThat(found.get(0).place().line()).isEqualTo(5);
        assertThat(found.get(1).message()).startsWith("No rule covers `daysSinceLastTrade` 60 to 61, although");
        assertThat(found.get(2).severity()).isEqualTo(Severity.WARNING);
        assertThat(found.get(2).message()).contains("`daysSinceLastTrade` 89");
    }
}
