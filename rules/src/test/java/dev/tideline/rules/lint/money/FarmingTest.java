package dev.tideline.rules.lint.money;

import static dev.tideline.rules.lint.Drafts.ONCE;
import static dev.tideline.rules.lint.Drafts.beside;
import static dev.tideline.rules.lint.Drafts.offer;
import static dev.tideline.rules.lint.Drafts.playbook;
import static dev.tideline.rules.lint.Drafts.rule;
import static dev.tideline.rules.lint.Drafts.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.rules.incentives.Incentives;
import dev.tideline.rules.lint.Lint;
import dev.tideline.rules.lint.finding.Code;
import dev.tideline.rules.lint.finding.Finding;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FarmingTest {

    private static final Set<Code> FARMING = Set.of(Code.WITHDRAWABLE_EARLY, Code.STREAK_OVERPAYS, Code.CHEAP_REWARD);
    private static final String TIERS = """
            type: deposit-bonus
              faceValue: "10"
              expectedCost: "5"
              terms: { tiers: [ { netDeposit: "100", volume: "%s", reward: "10" } ] }
            """;
    private static final String STREAK = """
            type: streak
              faceValue: "10"
              expectedCost: "5"
              combinable: %s
              terms: { rungs: [ { days: 7, reward: "10" } ], dailyVolume: "100", mostOfFees: "%s" }
            """;
    private static final String TRIAL_FUND = """
            type: futures-bonus
              faceValue: "20"
              expectedCost: "5"
              terms: { unusedUntil: P7D, forfeitedByTransfer: %s }
            """;
    private static final String TASK = """
            type: task-center
              faceValue: "3"
              expectedCost: "1"
              terms: { trades: 3, within: P7D, reward: "3" }
            """;
    private static final String BOX = """
            type: crypto-reward
              faceValue: "5"
              expectedCost: "1"
              terms: { least: "1", most: "5" }
            """;
    private static final String CARD = """
            type: fiat-bonus
              faceValue: "5"
              expectedCost: "1"
              terms: { means: card }
            """;
    private static final String REFERRAL = """
            type: referral
              faceValue: "10"
              expectedCost: "1"
              terms: { each: "10", volume: "%s" }
            """;
    private static final String CASHBACK = """
            type: fee-cashback
              faceValue: "5"
              expectedCost: "5"
              combinable: %s
              terms: { ratio: "%s" }
            """;
    private static final String ENTRY = """
              version: 1
              asset: USDT
              claimWithin: P7D
              useWithin: P30D
              payoutAfter: P1D
              eligible: { regions: [GLOBAL], classes: [RETAIL], kyc: 1 }
              texts: { en: { name: T, conditions: C }, zh: { name: T, conditions: C } }
            """;

    @Test
    void aBonusThatLeavesBeforeItsConditionIsKept() {
        assertThat(lint(TIERS.formatted("20000000"))).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.WITHDRAWABLE_EARLY);
            assertThat(one.blocks()).isTrue();
            assertThat(one.message())
                    .startsWith("`trick` of 10 USDT counts the net deposit over 30 days, but is paid 1 day after the"
                            + " deposit, and the deposit may be withdrawn 1 day after it");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vesting: { locked: P29D, unlessWithdrawn: true }",
                "vesting: { least: \"100\", days: 29, ofDays: 29 }"
            })
    void aLockAsLongAsTheConditionKeepsIt(String vesting) {
        assertThat(codes(TIERS.formatted("20000000") + "  " + vesting)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "vesting: { locked: P28D, unlessWithdrawn: true }",
                "vesting: { locked: P90D }",
                "vesting: { least: \"99\", days: 90, ofDays: 90 }"
            })
    void aShorterLockOrOneThatSparesTheDepositDoesNot(String vesting) {
        assertThat(codes(TIERS.formatted("20000000") + "  " + vesting)).containsExactly(Code.WITHDRAWABLE_EARLY);
    }

    @Test
    void aTrialFundThatATransferDoesNotEndIsCarriedAway() {
        assertThat(codes(TRIAL_FUND.formatted("false"))).containsExactly(Code.WITHDRAWABLE_EARLY);
        assertThat(codes(TRIAL_FUND.formatted("true"))).isEmpty();
    }

    @Test
    void aStreakThatMayBeCombinedWithACashbackPaysMoreThanItsFees() {
        assertThat(lint(STREAK.formatted("true", "0.30") + cashback("true", "1")))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.code()).isEqualTo(Code.STREAK_OVERPAYS);
                    assertThat(one.blocks()).isTrue();
                    assertThat(one.message())
                            .startsWith(
                                    "`trick` pays 6.5 USDT for 5 USDT: 5 USDT of fees in 7 days (at least 700 USDT of"
                                            + " volume x 0.0002 = 0.14 USDT of fees) bring back 1.5 USDT and, with `beside` beside"
                                            + " it, 5 USDT more: both are combinable, which leaves 1.5 USDT.");
                });
    }

    @Test
    void aStreakThatReturnsNoMoreThanItsFeesDoesNot() {
        assertThat(codes(STREAK.formatted("false", "1"))).isEmpty();
        assertThat(codes(STREAK.formatted("false", "1") + cashback("true", "1")))
                .isEmpty();
        assertThat(codes(STREAK.formatted("true", "1") + cashback("false", "1")))
                .isEmpty();
        assertThat(codes(STREAK.formatted("true", "0.40") + cashback("true", "0.60")))
                .isEmpty();
        assertThat(codes(STREAK.formatted("true", "0.41") + cashback("true", "0.60")))
                .containsExactly(Code.STREAK_OVERPAYS);
    }

    @Test
    void aDepositBonusPaysMoreThanItsVolumeAndItsLockCost() {
        String locked = "  vesting: { locked: P30D, unlessWithdrawn: true }\n";
        assertThat(lint(TIERS.formatted("5000") + locked)).singleElement().satisfies(one -> {
            assertThat(one.code()).isEqualTo(Code.CHEAP_REWARD);
            assertThat(one.blocks()).isFalse();
            assertThat(one.message())
                    .startsWith("`trick` pays 10 USDT for 1.849316 USDT: 100 USDT bound for 31 days at 0.10 a year ="
                            + " 0.849316 USDT and 5000 USDT of volume x 0.0002 = 1 USDT of fees, which leaves 8.150684")
                    .contains("checks.yaml");
        });
        assertThat(codes(TIERS.formatted("46000") + locked)).isEmpty();
        assertThat(codes(TIERS.formatted("45000") + locked)).containsExactly(Code.CHEAP_REWARD);
    }

    @Test
    void aRewardThatAsksForNothingCostsNothing() {
        assertThat(codes(TASK)).containsExactly(Code.CHEAP_REWARD);
        assertThat(codes(BOX)).containsExactly(Code.CHEAP_REWARD);
        assertThat(codes(BOX + "  vesting: { least: \"1000\", days: 30, ofDays: 90 }"))
                .isEmpty();
        assertThat(codes(CARD)).containsExactly(Code.CHEAP_REWARD);
    }

    @Test
    void aReferralIsEarnedByBothSides() {
        assertThat(lint(REFERRAL.formatted("99999")))
                .singleElement()
                .satisfies(
                        one -> assertThat(one.message())
                                .startsWith(
                                        "`trick` pays 20 USDT for 19.9998 USDT: both sides get 10 USDT for 99999 USDT of volume"));
        assertThat(codes(REFERRAL.formatted("100000"))).isEmpty();
    }

    @Test
    void aCashbackReturnsAtMostItsFees() {
        assertThat(codes(CASHBACK.formatted("false", "1"))).isEmpty();
    }

    private static String cashback(String combinable, String ratio) {
        return "beside:\n" + entry(CASHBACK.formatted(combinable, ratio));
    }

    private static List<Code> codes(String incentive) {
        return lint(incentive).stream().map(Finding::code).toList();
    }

    private static List<Finding> lint(String incentive) {
        String[] entries = incentive.split("beside:\n", 2);
        String catalogue = "trick:\n" + entry(entries[0]) + (entries.length == 1 ? "" : "\nbeside:\n" + entries[1]);
        Incentives read = Incentives.read("catalogue.yaml", catalogue).orThrow();
        return Lint.of(
                        playbook("draft", ONCE, rule("draft/one", "vipLevel >= 2", offer("trick"))),
                        with(beside(), read))
                .stream()
                .filter(finding -> FARMING.contains(finding.code()))
                .toList();
    }

    private static String entry(String own) {
        return ENTRY + "  " + own;
    }
}
